import { describe, expect, test } from "vitest";

import { formatLocal } from "#kernel/local-date-time.ts";
import { getZone } from "#kernel/zone.ts";
import { listBookings } from "#modules/booking/index.ts";
import { addTimeOff } from "#modules/staff/index.ts";
import { BuiltinTalk } from "#test/builtin-talk.ts";

/** A salon in New York, open Monday to Friday 9 to 17; it is Friday 6 March 2026, ten in the morning. */
const zone = getZone("America/New_York");
const WHO = "Jo Brown, jo@example.com";

/** The booked visits in New York time, with their service and customer. */
function standing({ salon }: BuiltinTalk): string[] {
  return listBookings(salon.db, { limit: 100 })
    .filter(({ row }) => row.status === "confirmed")
    .map(
      ({ row, items, customer }) =>
        `${formatLocal(zone, row.start_at)} ${items[0]?.service_id} ${customer.name}`,
    )
    .toSorted();
}

describe("several visits requested one by one", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "at two times of a day",
      [
        `two haircuts for my kids, one at 10 and one at 10:30 on Tuesday`,
        "Jo Brown",
        "jo@example.com",
        "yes",
        "yes",
      ],
      ["2026-03-10T10:00 cut Jo Brown", "2026-03-10T10:30 cut Jo Brown"],
    ],
    [
      "for two people",
      [
        "a haircut for me and a colour for my daughter, on Tuesday",
        "10 am",
        "Jo Brown",
        "jo@example.com",
        "yes",
        "at 2 pm",
        "Lily Brown",
        "yes",
      ],
      ["2026-03-10T10:00 cut Jo Brown", "2026-03-10T14:00 colour Lily Brown"],
    ],
    [
      "of two services at two times",
      [`a haircut at 10 and a colour at 2 on Tuesday, ${WHO}`, "yes", "yes"],
      ["2026-03-10T10:00 cut Jo Brown", "2026-03-10T14:00 colour Jo Brown"],
    ],
    [
      "nothing without a yes to each",
      [`a haircut at 10 and a colour at 2 on Tuesday, ${WHO}`, "yes", "no"],
      ["2026-03-10T10:00 cut Jo Brown"],
    ],
    [
      "given up after the first",
      [`a haircut at 10 and a colour at 2 on Tuesday, ${WHO}`, "yes", "never mind", "yes"],
      ["2026-03-10T10:00 cut Jo Brown"],
    ],
    [
      "the second from the first on",
      [
        "a haircut for my son at 10 and one for me after that, on Tuesday",
        "Tim Brown",
        "jo@example.com",
        "yes",
        "10:30",
        "Jo Brown",
        "yes",
      ],
      ["2026-03-10T10:00 cut Tim Brown", "2026-03-10T10:30 cut Jo Brown"],
    ],
    [
      "only one after all",
      [`a haircut at 10 and a colour at 2 on Tuesday, ${WHO}`, "just the haircut", "yes", "yes"],
      ["2026-03-10T10:00 cut Jo Brown"],
    ],
    [
      "both are one visit where it is one person",
      [`a haircut and a colour on Tuesday at 10, ${WHO}`, "yes"],
      ["2026-03-10T10:00 cut Jo Brown"],
    ],
  ])("%s", async (_, lines, visits) => {
    const talk = new BuiltinTalk();
    await talk.saysAll(lines);
    expect(standing(talk)).toEqual(visits);
  });
});

test("the same yes sent twice confirms only the first of them", async () => {
  const talk = new BuiltinTalk();
  await talk.says(`a haircut at 10 and a colour at 2 on Tuesday, ${WHO}`);
  const yes = { kind: "message", text: "yes", clientMessageId: "m-1" } as const;
  const first = await talk.does(yes);
  const again = await talk.does(yes);
  expect(first.summary).toMatch(/Full colour.*2:00 pm/);
  expect(again.summary).toBe(first.summary);
  expect(standing(talk)).toEqual(["2026-03-10T10:00 cut Jo Brown"]);
  const other = await talk.does({ kind: "confirm", token: "not-this-one" });
  expect(other.booking).toBeUndefined();
  await talk.does({ kind: "confirm", token: first.token ?? "" });
  expect(standing(talk)).toHaveLength(2);
});

describe("the answer fits the question", () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      "answers in the order of the questions",
      ["is there parking? also what does a haircut cost"],
      /garage.*\$45/,
    ],
    ["the other way round", ["what does a haircut cost, and is there parking?"], /\$45.*garage/],
    ["who is in", ["is Noah in on Tuesday?"], /10 March: yes, Noah is in.*time with Noah\?$/],
    ["who is not", ["is Noah in on Sunday?"], /8 March: no, Noah isn't in/],
    ["two of them", ["is Mia or Noah in on Tuesday?"], /Mia is in.*Noah is in/],
    [
      "two of them on another day",
      ["is Mia or Noah in on Tuesday?", "and on Sunday?"],
      /Mia isn't in.*Noah isn't in/,
    ],
    ["what the business says nothing of", ["what happens if I don't show up?"], /owner/],
    [
      "both in the morning",
      [`a haircut for me and a colour for my wife, both on Wednesday morning, ${WHO}`, "9", "yes"],
      /Full colour.*11 March at (?:9|10|11)(?:(?! pm).)*\?$/,
    ],
    ["he is in", ["is Noah in on Tuesday?", "is he in on Sunday?"], /8 March: no, Noah isn't in/],
    ["and then a time with them", ["is Noah in on Tuesday?", "yes please", "haircut"], /Noah.*10 March/],
    ["who does it, once", ["is Mia in on Tuesday?", "who does colour?"], /^[^.?]*Noah[^.?]*\. [^.]*\?$/],
    ["who does another thing changes no wish", ["haircut on Tuesday", "who does colour?"], /Noah.*9:00 am/],
    ["the cheapest", ["what's the cheapest thing you do?"], /least expensive.*Haircut \(\$45/],
    ["the quickest", ["which is the quickest?"], /30 minutes/],
    ["the longest", ["which one takes longest?"], /Full colour \(2 hours\)/],
    [
      "after a never mind",
      ["haircut on Tuesday", "never mind, what's the most expensive one?"],
      /Full colour/,
    ],
    [
      "the cheapest, and then it",
      ["what is the cheapest?", "ok book it"],
      /Haircut.*(?:10 March|9 March|6 March)/,
    ],
    ["and she?", ["is Noah in on Tuesday?", "and Mia?"], /10 March: yes, Mia is in/],
    ["and then?", ["is Noah in on Tuesday?", "and on Sunday?"], /8 March: no, Noah isn't in/],
    ["another language", ["¿hablan español?"], /only understand English.*0142/],
    ["what was recommended, after a word", ["hair emergency, dyed it green", "help", "yes"], /Full colour/],
    ["what an ending hides", ["how much is it to get my ends trimmed?"], /^Haircut is \$45/],
    ["words of the trade", ["hair emergency, dyed it green"], /Full colour.*\?$/],
    ["the first of the services", ["can I book in?", "the first one"], /for your Haircut/],
    ["the latest, taken", ["a haircut on Tuesday, the latest you have", "take it"], /4:30 pm.*name/],
    [
      "no time was shown, so the first is none",
      ["is there a sauna?", "for the first call, a haircut on Tuesday"],
      /9:00 am/,
    ],
    ["and on another day?", ["is Noah in on Sunday?", "what about Tuesday"], /10 March: yes, Noah is in/],
    ["which of two", ["which is longer, a haircut or a colour?"], /longer one is Full colour/],
    ["as before", ["I want the same as last time"], /past visits.*Haircut/],
    ["whenever", ["a haircut on Tuesday", "whenever"], /10 March.*9:00 am.*name/],
    [
      "another hour of the day that was picked",
      ["haircut", "Wednesday at 9 works", "10"],
      /Wednesday 11 March.*10:00 am/,
    ],
    ["who has a title", ["haircut on Tuesday at 10", "Mrs. Edith Ward"], /Mrs\. Edith Ward\. /],
    ["anyone else than", ["haircut on Tuesday with someone else than Mia"], /Noah/],
    [
      "a question after a visit was told",
      [`haircut on Tuesday at 10, ${WHO}`, "yes", "when is my visit?", "is there parking?"],
      /garage on the corner\. [^.]*$/,
    ],
    [
      "reminders",
      ["can you remind me the day before?"],
      /remind you a day before your visit and again two hours before/,
    ],
    ["what it is good for", ["is it good for short hair?"], /owner/],
    [
      "a no to asking the owner, with a question",
      ["is it good for short hair?", "nvm, what's the cheapest thing you do?"],
      /least expensive/,
    ],
    ["nothing earlier", ["the earliest haircut you have", "no earlier?"], /sooner|earlier/],
    [
      "and that one is taken",
      ["the earliest haircut you have", "no earlier?", "fine, take it"],
      /11:00 am.*name/,
    ],
    [
      "the day and time that was looked for",
      ["haircut with Mia on Saturday at 10:45"],
      /closed.*Saturday 7 March|Saturday 7 March/,
    ],
    [
      "who is named again gives nothing up",
      ["haircut with Mia on Tuesday", "never mind, Mia is fine"],
      /Tuesday 10 March/,
    ],
    [
      "every Monday and Thursday",
      ["haircut every Monday and Thursday at 10"],
      /Monday and Thursday.*start with Monday/,
    ],
    ["every day", ["haircut every day next week"], /single visit\?/],
    ["and with a yes one", ["haircut every day next week", "yes"], /(?:9|10) March/],
  ])("%s", async (_, lines, answer) => {
    expect((await new BuiltinTalk().saysAll(lines)).text).toMatch(answer);
  });

  test("a correction right after a visit was booked moves it", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll([`haircut on Tuesday at 10, ${WHO}`, "yes", "oh no I meant Wednesday", "10", "yes"]);
    expect(standing(talk)).toEqual(["2026-03-11T10:00 cut Jo Brown"]);
  });

  test("half an hour later, right after booking, moves it", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll([
      `haircut on Tuesday at 10, ${WHO}`,
      "yes",
      "can you make it half an hour later",
      "yes",
    ]);
    expect(standing(talk)).toEqual(["2026-03-10T10:30 cut Jo Brown"]);
  });

  test("the last one of a series alone can be named", async () => {
    const talk = new BuiltinTalk();
    const { summary } = await talk.saysAll([
      `haircut every Tuesday at 10, 3 times, ${WHO}`,
      "yes",
      "cancel the last one",
    ]);
    expect(summary).toMatch(/24 March/);
    await talk.says("yes");
    expect(standing(talk).map((one) => one.slice(5, 10))).toEqual(["03-10", "03-17"]);
  });

  test("somebody on leave is not in", async () => {
    const talk = new BuiltinTalk();
    addTimeOff(talk.salon.ctx(), {
      staff_id: "noah",
      start: "2026-03-10T00:00",
      end: "2026-03-11T00:00",
      reason: "",
    });
    expect((await talk.says("is Noah in on Tuesday?")).text).toMatch(/no, Noah isn't in/);
  });

  test("each of several weekdays is a series of its own", async () => {
    const talk = new BuiltinTalk();
    await talk.saysAll([`haircut every Monday and Thursday at 10, twice, ${WHO}`, "yes"]);
    const { summary } = await talk.says("yes");
    expect(standing(talk).map((one) => one.slice(0, 10))).toEqual(["2026-03-09", "2026-03-16"]);
    expect(summary).toMatch(/12 and 19 March/);
  });

  test("unavailable dates of a series are reported before asking for contact details", async () => {
    const talk = new BuiltinTalk();
    for (const who of ["Mia", "Noah"])
      await new BuiltinTalk(talk.salon).saysAll([`haircut with ${who} on 17 March at 10, ${WHO}`, "yes"]);
    const { text } = await talk.says("haircut every Tuesday at 10, 3 times");
    expect(text).toMatch(/17 March.*leave/);
    expect((await talk.says("leave it out")).text).toMatch(/name/);
  });
});
