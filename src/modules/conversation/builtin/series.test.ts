import { describe, expect, test } from "vitest";

import { formatLocal } from "#kernel/local-date-time.ts";
import { getZone } from "#kernel/zone.ts";
import { listBookings } from "#modules/booking/index.ts";
import { BuiltinTalk } from "#test/builtin-talk.ts";

/** A salon in New York that takes bookings up to Monday 4 May 2026; it is Friday 6 March. */
const WHO = "Jo Brown, jo@example.com";
const FORTNIGHTLY = `haircut with Mia every second Tuesday at 10, 4 times, ${WHO}`;
const TUESDAYS = ["2026-03-10T10:00", "2026-03-24T10:00", "2026-04-07T10:00", "2026-04-21T10:00"];
const [FIRST = "", SECOND = "", THIRD = "", FOURTH = ""] = TUESDAYS;

const zone = getZone("America/New_York");

/** The booked visits in New York time. */
function standing({ salon }: BuiltinTalk, email = "jo@example.com"): string[] {
  return listBookings(salon.db, { limit: 100 })
    .filter(({ row, customer }) => row.status === "confirmed" && customer.email === email)
    .map(({ row }) => formatLocal(zone, row.start_at))
    .toSorted();
}

/** Books both people at ten on that day. */
async function fullAt(talk: BuiltinTalk, day: string): Promise<void> {
  for (const who of ["Mia", "Noah"]) {
    const other = new BuiltinTalk(talk.salon);
    await other.saysAll([`haircut with ${who} on ${day} at 10, Al Oth, al@example.com`, "yes"]);
  }
}

describe("repeating visits are booked by one yes", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["all in one line", [FORTNIGHTLY, "yes"], TUESDAYS],
    [
      "how many is asked",
      ["I'd like a haircut every second Tuesday at 10", "4", "Jo Brown", "jo@example.com", "yes"],
      TUESDAYS,
    ],
    [
      "until a day",
      ["a haircut every two weeks, Tuesday at 10", "until 21 April", "Jo Brown", "jo@example.com", "yes"],
      TUESDAYS,
    ],
    [
      "as far ahead as possible",
      ["haircut every second Tuesday at 10", "as many as possible", WHO, "yes"],
      TUESDAYS,
    ],
    [
      "how often is asked",
      ["a standing haircut, Tuesday at 10", "every other week", "4 times", WHO, "yes"],
      TUESDAYS,
    ],
    [
      "once a month",
      [`a haircut once a month, Tuesday at 10, until May, ${WHO}`, "yes"],
      [FIRST, "2026-04-10T10:00"],
    ],
    [
      "another rhythm before the yes",
      [FORTNIGHTLY, "no, every three weeks", "yes", "yes"],
      [FIRST, "2026-03-31T10:00", FOURTH],
    ],
    ["fewer beside the yes", [FORTNIGHTLY, "yes, but only two times", "yes"], [FIRST, SECOND]],
    ["once after all", [FORTNIGHTLY, "actually just once", "yes"], [FIRST]],
    [
      "another time before the yes",
      [FORTNIGHTLY, "at 11 instead", "yes"],
      TUESDAYS.map((at) => at.replace("T10", "T11")),
    ],
    [
      "beyond what can be booked",
      [`haircut every second Tuesday at 10, 6 times, ${WHO}`, "yes", "yes"],
      TUESDAYS,
    ],
    ["nothing without a yes", [FORTNIGHTLY, "no"], []],
    [
      "every day is not to be had",
      [`haircut every day at 10, ${WHO}`, "every second Tuesday at 10, 4 times", "yes"],
      TUESDAYS,
    ],
  ])("%s", async (_what, lines, expected) => {
    const talk = new BuiltinTalk();
    await talk.saysAll(lines);
    expect(standing(talk)).toEqual(expected);
  });

  test("the summary has every date and the total price", async () => {
    const { summary } = await new BuiltinTalk().says(FORTNIGHTLY);
    expect(summary).toBe(
      "Haircut with Mia, every 2 weeks, 4 visits: Tuesdays at 10:00 am on 10 and 24 March, 7 and 21 April 2026 (30 minutes each), $180 in all. For Jo Brown, jo@example.com. Should I book them?",
    );
  });

  test("the result is reported in one sentence", async () => {
    const { text } = await new BuiltinTalk().saysAll([FORTNIGHTLY, "yes"]);
    expect(text).toMatch(
      /Your 4 visits for Haircut are booked, from Tuesday 10 March at 10:00 am to Tuesday 21 April/,
    );
  });
});

describe("unavailable dates", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["are left out", ["leave it out", "yes"], [FIRST, THIRD, FOURTH]],
    ["get the nearest time", ["the nearest time please", "yes"], [FIRST, "2026-03-24T09:30", THIRD, FOURTH]],
    ["by their place in the question", ["the first", "yes"], [FIRST, THIRD, FOURTH]],
    ["are asked about again for another rhythm", ["leave it out", "no, every week", "yes"], []],
    ["end it", ["no, never mind"], []],
  ])("%s", async (_what, answers, expected) => {
    const talk = new BuiltinTalk();
    await fullAt(talk, "24 March");
    const asked = await talk.says(`haircut every second Tuesday at 10, 4 times, ${WHO}`);
    expect(asked.text).toMatch(
      /isn't free on Tuesday 24 March\. .*leave that one out, or take the nearest time/,
    );
    await talk.saysAll(answers);
    expect(standing(talk)).toEqual(expected);
  });

  test("a date taken before the yes books nothing, and leads to a question", async () => {
    const talk = new BuiltinTalk();
    const { summary } = await talk.says(`haircut every second Tuesday at 10, 4 times, ${WHO}`);
    expect(summary).toMatch(/4 visits/);
    await fullAt(talk, "7 April");
    const after = await talk.says("yes");
    expect(after.text).toMatch(/one of those dates was just taken/);
    expect(standing(talk)).toEqual([]);
    await talk.saysAll(["leave it out", "yes"]);
    expect(standing(talk)).toEqual([FIRST, SECOND, FOURTH]);
  });

  test("staff whom the customer did not request are replaced where unavailable", async () => {
    const talk = new BuiltinTalk();
    for (const taken of ["Mia on 24 March at 10", "Noah on 11 March at 10", "Noah on 12 March at 10"])
      await new BuiltinTalk(talk.salon).saysAll([`haircut with ${taken}, Al Oth, al@example.com`, "yes"]);
    const { summary } = await talk.says(`haircut every second Tuesday at 10, 2 times, ${WHO}`);
    expect(summary).toMatch(
      /10 March 2026 at 10:00 am with Mia; Tuesday 24 March 2026 at 10:00 am with Noah/,
    );
  });
});

describe("visits of a series", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["one is cancelled", ["cancel my haircut", "only the one on 24 March", "yes"], [FIRST, THIRD, FOURTH]],
    ["all are", ["cancel my haircuts", "all of them", "yes"], []],
    ["all are, said at once", ["please cancel the whole series", "yes"], []],
    ["some are", ["cancel the one on 7 April and all later ones", "yes"], [FIRST, SECOND]],
    ["from a day on", ["cancel everything after 24 March", "yes"], [FIRST, SECOND]],
    [
      "another is meant at the summary",
      ["cancel just the one on 24 March", "no, the one on 7 April", "yes"],
      [FIRST, SECOND, FOURTH],
    ],
    ["more are meant at the summary", ["cancel just the one on 24 March", "no, all of them", "yes"], []],
    ["none after all", ["cancel all of them", "no"], TUESDAYS],
    [
      "one is moved",
      ["move the one on 24 March to 25 March at 11", "yes"],
      [FIRST, "2026-03-25T11:00", THIRD, FOURTH],
    ],
    ["all are moved", ["move all of them to 11", "yes"], TUESDAYS.map((at) => at.replace("T10", "T11"))],
    [
      "it is asked which move",
      ["can I move my haircut to 11 March at noon?", "all of them", "yes"],
      ["2026-03-11T12:00", "2026-03-25T12:00", "2026-04-08T12:00", "2026-04-22T12:00"],
    ],
  ])("%s", async (_what, lines, expected) => {
    const talk = new BuiltinTalk();
    await talk.saysAll([FORTNIGHTLY, "yes", ...lines]);
    expect(standing(talk)).toEqual(expected);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["this one", ["only this one"], [FIRST, SECOND, FOURTH]],
    ["it and the later ones", ["this and the later ones"], [FIRST, SECOND]],
    ["all", ["all of them"], []],
    ["another", ["just the one on 24 March"], [FIRST, THIRD, FOURTH]],
  ])("booked elsewhere, by the reference of one: %s", async (_what, lines, expected) => {
    const before = new BuiltinTalk();
    await before.saysAll([FORTNIGHTLY, "yes"]);
    const third = listBookings(before.salon.db, { limit: 9 }).find(
      ({ row }) => formatLocal(zone, row.start_at) === THIRD,
    );
    const talk = new BuiltinTalk(before.salon);
    await talk.saysAll([`please cancel ${third?.row.uid}`, "jo@example.com", ...lines, "yes"]);
    expect(standing(talk)).toEqual(expected);
  });

  test("all are listed", async () => {
    const { text } = await new BuiltinTalk().saysAll([FORTNIGHTLY, "yes", "when are my appointments?"]);
    expect(text).toMatch(/10 March at 10:00 am; .*24 March .*7 April .*21 April/);
  });
});
