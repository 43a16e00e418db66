import { describe, expect, test } from "vitest";

import { toJson } from "#db/columns.ts";
import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";

/** On Tuesdays Leo cuts from 9 to 11 and June from 10 to 12; Mia and Noah work during opening hours. */
function aTalk(): BuiltinTalk {
  const salon = aTalkingSalon()
    .employs("leo", ["cut"], { name: "Leo", hours: toJson({ tue: [["09:00", "11:00"]] }) })
    .employs("june", ["cut"], { name: "June", hours: toJson({ tue: [["10:00", "12:00"]] }) });
  return new BuiltinTalk(salon);
}

describe("if any of several people will do, one is found and named", () => {
  test.each<[string, readonly string[], string, string]>([
    ["early", ["haircut with Leo or June on Tuesday at 9"], "2026-03-10T09:00", "Leo"],
    ["late", ["haircut with Leo or June on Tuesday at 11:15"], "2026-03-10T11:15", "June"],
    [
      "as a wish of its own",
      ["haircut on Tuesday", "leo or june please", "11:15"],
      "2026-03-10T11:15",
      "June",
    ],
    [
      "before the service",
      ["is Leo or June in on Tuesday?", "a haircut", "11:30"],
      "2026-03-10T11:30",
      "June",
    ],
  ])("%s", async (_, lines, at, who) => {
    const talk = aTalk();
    await talk.saysAll([...lines, "Jo Brown, jo@example.com"]);
    const { booking } = await talk.says("yes");
    expect([booking?.start_local, booking?.staff?.name]).toEqual([at, who]);
  });

  test("the times of all of them are offered, each with its person, and nobody else's", async () => {
    const { slots, text } = await aTalk().says("haircut with Leo or June on Tuesday");
    expect(new Set(slots.map(({ staff }) => staff?.name))).toEqual(new Set(["Leo", "June"]));
    expect(text).toContain("with Leo");
    expect(text).toContain("with June");
  });

  test("if none of them is free, both are named", async () => {
    const { text } = await aTalk().says("haircut with Leo or June on Wednesday");
    expect(text).toContain("with Leo or June");
  });
});

describe("anyone but a given person", () => {
  test.each([
    [["haircut on Tuesday at 9, anyone but Leo"], "Leo"],
    [["haircut with Mia on Tuesday at 3 pm", "actually not with Mia"], "Mia"],
    [["haircut with Mia or Noah on Tuesday at 3 pm", "hm, not Noah"], "Noah"],
  ])("%s", async (lines, who) => {
    const talk = aTalk();
    const { summary } = await talk.saysAll([...lines, "Jo Brown, jo@example.com"]);
    expect(summary).toMatch(/^Haircut with \w+ on Tuesday/);
    expect(summary).not.toContain(who);
  });
});

describe("for several people", () => {
  const FIRST = ["Jo Brown, jo@example.com", "yes"];

  test.each<[string, readonly string[]]>([
    ["said at once", ["haircut for two people on Tuesday at 3pm", ...FIRST]],
    ["in other words", ["my daughter and I need haircuts on Tuesday at 3pm", ...FIRST]],
    ["said to the summary", ["haircut on Tuesday at 3pm", FIRST[0]!, "yes, for both of us", "yes"]],
  ])("one visit is booked, and the next proposed: %s", async (_, lines) => {
    const talk = aTalk();
    const told: string[] = [];
    for (const line of lines) told.push((await talk.says(line)).text);
    expect(told.join(" ")).toMatch(/one (?:visit )?at a time/);
    expect(told.at(-1)).toMatch(/booked.*next one/);
    const { slots } = await talk.says("yes please");
    expect(new Set(slots.map(({ label }) => label.split(",")[0]))).toEqual(new Set(["Tuesday 10 March"]));
    await talk.saysAll(["3 pm", "Anna Brown"]);
    const { booking, text } = await talk.says("yes");
    expect(booking).toMatchObject({ start_local: "2026-03-10T15:00", customer: { name: "Anna Brown" } });
    expect(text).not.toContain("next one");
  });

  test("the next one is with the person requested for the first", async () => {
    const talk = aTalk();
    await talk.saysAll(["haircut with Leo or June on Tuesday at 10, for two people", ...FIRST]);
    const next = await talk.says("yes please");
    expect(next.slots.length).toBeGreaterThan(0);
    expect(next.slots.every(({ staff }) => staff?.name === "Leo" || staff?.name === "June")).toBe(true);
  });

  test("one more follows", async () => {
    const { text, slots } = await aTalk().saysAll([
      "haircuts for two people on Tuesday at 3pm",
      ...FIRST,
      "just one more",
    ]);
    expect([slots.length > 0, text.includes("Haircut")]).toEqual([true, true]);
  });

  test("only one is booked if nobody continues", async () => {
    const talk = aTalk();
    await talk.saysAll(["haircut for two people on Tuesday at 3pm", ...FIRST, "no thanks"]);
    const { text } = await talk.saysAll(["haircut on Wednesday at 3pm", "yes"]);
    expect(text).not.toContain("next one");
  });
});
