import { describe, expect, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { toJson } from "#db/columns.ts";
import { DAY } from "#kernel/instant.ts";
import { aTalkingSalon, BuiltinTalk } from "#test/builtin-talk.ts";
import { at, type Salon } from "#test/salon.ts";

/** Everybody is fully booked from the day of the talk until Monday 20 April. */
function crowded(): Salon {
  const salon = aTalkingSalon();
  salon.db.write((tx) => {
    for (let from = at("2026-03-06T05:00:00Z"); from < at("2026-04-20T04:00:00Z"); from += DAY)
      for (const who of ["mia", "noah"])
        tx.run(
          build.insertInto("occupancies").values({
            subject_kind: "staff",
            subject_id: who,
            kind: "absence",
            owner_id: `${who}-${from}`,
            claim: `${who}-${from}`,
            start_at: from,
            end_at: from + DAY,
            expires_at: null,
          }),
        );
  });
  return salon;
}

const NEXT = "Monday 20 April at 9:00 am";

describe("if nothing is free for weeks", () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      "no day was said",
      ["I'd like a haircut"],
      /busy.*[Ff]or your Haircut, the (?:earliest|next).* is Monday 20 April/,
    ],
    ["as soon as possible", ["a haircut asap please"], /busy.*Monday 20 April/],
    [
      "sooner",
      ["a haircut please", "is there nothing sooner?"],
      /^(?:There's nothing earlier|Sorry, I have nothing sooner)/,
    ],
    ["before it", ["a haircut on Tuesday", "nothing before that?"], /nothing (?:earlier|sooner)/],
    ["that is late", ["a haircut on Tuesday", "that's too late for me"], /nothing (?:earlier|sooner)/],
    ["the next week", ["a haircut next week", "what about the week after?"], /nothing (?:is )?free/],
  ])("%s: the first time there is, and the waitlist", async (_, lines, words) => {
    const { text, slots } = await new BuiltinTalk(crowded()).saysAll(lines);
    expect(text).toMatch(words);
    expect(text).toContain(NEXT);
    expect(text).toContain("waitlist");
    expect(slots).toHaveLength(1);
  });

  test.each([
    [["a haircut asap", "let me know if something opens up"]],
    [["a haircut on Tuesday", "no", "yes please"]],
    [["a haircut", "is there a waitlist?", "any day next week"]],
  ])("%s: the customer joins the waitlist with what is known", async (lines) => {
    const { state } = await new BuiltinTalk(crowded()).saysAll([...lines, "Jo Brown, jo@example.com"]);
    expect(state).toBe("waitlisted");
  });
});

test("if nothing is free at all, a yes joins the waitlist", async () => {
  const salon = aTalkingSalon();
  salon.db.write((tx) => {
    tx.run(build.updateTable("staff").set({ hours: toJson({}) }));
    tx.run(build.updateTable("meta").set((row) => ({ config_version: row("config_version", "+", 1) })));
  });
  const talk = new BuiltinTalk(salon);
  expect((await talk.says("a haircut please")).text).toMatch(
    /^I'm afraid there's nothing free as far ahead.*waitlist/,
  );
  const { state } = await talk.saysAll(["yes", "any day", "Jo Brown, jo@example.com"]);
  expect(state).toBe("waitlisted");
});
