import { describe, expect, test } from "vitest";

import { formatMinutes } from "#kernel/instant.ts";

import { anAnswer } from "./test-kit.ts";

/** Said on Thursday 27 August 2026 at noon in New York. */
describe("dates", () => {
  test.each<[string, string]>([
    ["I could come on 4.22", "2027-04-22"],
    ["maybe on 10-1", "2026-10-01"],
    ["9-22 suits me", "2026-09-22"],
    ["10 / 1", "2026-10-01"],
    ["2026.10.12", "2026-10-12"],
    ["31/Oct/2026", "2026-10-31"],
    ["2026/Oct/31", "2026-10-31"],
    ["16. Nov. 2026", "2026-11-16"],
    ["Friday 9.4 please", "2026-09-04"],
    ["Monday the 7", "2026-09-07"],
    ["at 8 on 15", "2026-09-15"],
    ["20 of next month", "2026-09-20"],
    ["the last day of September", "2026-09-30"],
    ["second Tuesday next month", "2026-09-08"],
    ["the last Monday of the month", "2026-08-31"],
    ["next year's first Friday", "2027-01-01"],
    ["fifteen June twenty twenty seven", "2027-06-15"],
    ["the third of May two thousand and twenty seven", "2027-05-03"],
    ["in a fortnight's time", "2026-09-10"],
    ["a fortnight today", "2026-09-10"],
    ["5 days hence", "2026-09-01"],
    ["in 1 week and 2 days", "2026-09-05"],
    ["two Sundays from now", "2026-09-06"],
    ["a week this Friday", "2026-09-04"],
    ["nxt fri", "2026-09-04"],
    ["Friday nextweek", "2026-09-04"],
    ["on Thursday next", "2026-09-03"],
    ["2morrow", "2026-08-28"],
    ["not this Friday but the one after", "2026-09-04"],
    ["not tomorrow but the day after", "2026-08-29"],
    ["the Friday after this one", "2026-09-04"],
    ["the Monday before Thanksgiving", "2026-11-23"],
    ["on New Year's Eve", "2026-12-31"],
    ["Mother's Day", "2027-05-09"],
    ["St. Patrick's Day", "2027-03-17"],
  ])("%s is %s", (text, date) => {
    expect(anAnswer(text).date).toBe(date);
  });

  test.each([
    "nothing for now",
    "my teeth need cleaning",
    "my name is Steven",
    "it takes 1/2 hour",
    "from 9-5",
    "9-12",
    "change it on 11 in the morning",
    "in the afternoon 2",
  ])("%s does not name a date", (text) => {
    expect(anAnswer(text).date).toBeUndefined();
  });

  test("reads two numbers day first outside North America", () => {
    expect(anAnswer("on 4-10", { country: "GB" }).date).toBe("2026-10-04");
  });

  test.each<[string, string, string]>([
    ["the next two weeks", "2026-08-27", "2026-09-10"],
    ["anything for next week", "2026-08-31", "2026-09-06"],
    ["in the next week", "2026-08-27", "2026-09-03"],
    ["over the coming weeks", "2026-08-27", "2026-09-17"],
    ["the coming week", "2026-08-31", "2026-09-06"],
  ])("%s is from %s to %s", (text, start, end) => {
    expect(anAnswer(text).dateRange).toEqual({ start, end });
  });
});

describe("references to what was offered", () => {
  test.each([
    ["the one after that", [{ kind: "direction", direction: "later" }]],
    ["the one before?", [{ kind: "direction", direction: "earlier" }]],
    ["same day but earlier", [{ kind: "same_day" }, { kind: "direction", direction: "earlier" }]],
    ["an hour and a half later", [{ kind: "shift", minutes: 90 }]],
    ["anybody", [{ kind: "anyone" }]],
    ["anybody there?", []],
    ["as soon as you can", [{ kind: "earliest" }]],
    ["the same barber as last time", [{ kind: "same_staff" }]],
  ])("%s", (text, references) => {
    expect(anAnswer(text).references).toEqual(references);
  });

  test.each([
    ["the latter", -1],
    ["the former please", 1],
    ["2nd", 2],
  ])("of several offered, %s", (text, n) => {
    expect(anAnswer(text, { asked: "choice" }).references).toEqual([{ kind: "nth", n }]);
  });
});

describe("times", () => {
  test.each<[string, string]>([
    ["19h30", "19:30"],
    ["at 15h", "15:00"],
    ["19.30 h", "19:30"],
    ["9;30 am", "09:30"],
    ["3,15 pm", "15:15"],
    ["1130 o'clock", "11:30"],
    ["half-past 8", "08:30"],
    ["quarter-past 5", "17:15"],
    ["mid-day", "12:00"],
    ["elevenish", "11:00"],
    ["in about an hour", "13:00"],
    ["in 1.5 hours", "13:30"],
    ["in 1/2 hour", "12:30"],
    ["in three quarters of an hour", "12:45"],
    ["in 2h", "14:00"],
  ])("%s is %s", (text, time) => {
    expect(formatMinutes(anAnswer(text).time ?? -1)).toBe(time);
  });

  test.each(["Steven told me", "a 1h massage", "for 2h", "one hundred percent", "per night", "Mon 9-10am"])(
    "%s does not name a time",
    (text) => {
      expect(anAnswer(text).time).toBeUndefined();
    },
  );
});
