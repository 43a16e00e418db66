import { describe, expect, test } from "vitest";

import { formatMinutes } from "#kernel/instant.ts";

import { anAnswer, THURSDAY } from "./test-kit.ts";

/** Said on Thursday 27 August 2026 at noon in New York. */
describe("dates", () => {
  test.each<[string, string]>([
    ["today please", "2026-08-27"],
    ["tomorow", "2026-08-28"],
    ["the day after tomorrow", "2026-08-29"],
    ["next Tuesday", "2026-09-01"],
    ["this Saturday", "2026-08-29"],
    ["friday", "2026-08-28"],
    ["Wensday would suit", "2026-09-02"],
    ["next week on Monday", "2026-08-31"],
    ["Sunday this week", "2026-08-30"],
    ["a week from Tuesday", "2026-09-08"],
    ["in two weeks", "2026-09-10"],
    ["in 10 days", "2026-09-06"],
    ["16 August", "2027-08-16"],
    ["the 5th", "2026-09-05"],
    ["the fifth of next month", "2026-09-05"],
    ["March 5", "2027-03-05"],
    ["5th of March, 2027", "2027-03-05"],
    ["3/4", "2027-03-04"],
    ["2026-12-01", "2026-12-01"],
    ["the first Monday of October", "2026-10-05"],
    ["the last Friday of this month", "2026-08-28"],
    ["Christmas Eve", "2026-12-24"],
    ["two days after Labor Day", "2026-09-09"],
    ["Friday the 28th", "2026-08-28"],
    ["Thursday", "2026-08-27"],
    ["Thursday at 3pm", "2026-08-27"],
    ["Thursday at 9 am", "2026-09-03"],
    ["this Thursday morning", "2026-09-03"],
    ["today at 9 am", "2026-08-27"],
  ])("%s is %s", (text, date) => {
    expect(anAnswer(text).date).toBe(date);
  });

  test.each([
    "Hi, how are you doing today? I need a haircut",
    "The weather is beautiful outside today, isn't it",
    "hope you are well today",
  ])("%s is only small talk", (text) => {
    expect(anAnswer(text).date).toBeUndefined();
  });

  test.each([
    ["today would be nice", "2026-08-27"],
    ["how is tomorrow at 3?", "2026-08-28"],
    ["I'm tired today, book me tomorrow", "2026-08-28"],
  ])("%s is %s, not small talk", (text, date) => {
    expect(anAnswer(text).date).toBe(date);
  });

  test("reads 3/4 day first outside North America", () => {
    expect(anAnswer("on 3/4", { country: "GB" }).date).toBe("2027-04-03");
  });

  test("tomorrow follows the local date, even if it is already tomorrow in UTC", () => {
    expect(anAnswer("tomorrow", { now: Date.parse("2026-08-28T03:30:00Z") }).date).toBe("2026-08-28");
  });

  test("asks which day is meant if the weekday contradicts the date", () => {
    const said = anAnswer("Tuesday the 3rd of September");
    expect(said.date).toBeUndefined();
    expect(said.questions).toEqual([
      { about: "date", why: "weekday_disagrees", candidates: ["2026-09-03", "2026-09-01"] },
    ]);
  });

  test.each<[string, string | undefined, string | undefined]>([
    ["end of the week", "2026-08-27", "2026-08-30"],
    ["sometime next week", "2026-08-31", "2026-09-06"],
    ["this weekend", "2026-08-29", "2026-08-30"],
    ["between Monday and Wednesday", "2026-08-31", "2026-09-02"],
    ["March 5 to 10", "2027-03-05", "2027-03-10"],
    ["any day before the 5th", undefined, "2026-09-04"],
    ["from Monday on", "2026-08-31", undefined],
    ["early next week", "2026-08-31", "2026-09-02"],
  ])("%s is from %s to %s", (text, start, end) => {
    expect(anAnswer(text).dateRange).toEqual({ ...(start && { start }), ...(end && { end }) });
  });

  test.each(["I may come", "the sun is nice", "we march on", "wait a second", "I sat there", "30 February"])(
    "%s does not name a date",
    (text) => {
      expect(anAnswer(text).date).toBeUndefined();
    },
  );
});

describe("times", () => {
  test.each<[string, string]>([
    ["half past three", "15:30"],
    ["quarter to 5 in the evening", "16:45"],
    ["evening 4", "16:00"],
    ["at noon", "12:00"],
    ["tree thirty", "15:30"],
    ["for pm", "16:00"],
    ["10 a.m. on Friday", "10:00"],
    ["Friday at ten thirty", "10:30"],
    ["five-thirty tomorrow evening", "17:30"],
    ["at nine oh five", "09:05"],
    ["16:45", "16:45"],
    ["at 2", "14:00"],
    ["make it 4 instead", "16:00"],
    ["12 am", "00:00"],
    ["10p", "22:00"],
    ["1430 hours", "14:30"],
    ["around 3ish", "15:00"],
    ["Ｆriday at ３ pm", "15:00"],
    ["in half an hour", "12:30"],
  ])("%s is %s", (text, time) => {
    expect(clock(anAnswer(text).time)).toBe(time);
  });

  test("a bare number is a time if one was asked for", () => {
    expect(clock(anAnswer("9 please", { asked: "time" }).time)).toBe("09:00");
    expect(anAnswer("9 please").time).toBeUndefined();
  });

  test("am or pm is decided by opening hours, otherwise it is between seven and seven", () => {
    const isOpen = (minutes: number) => minutes >= 17 * 60 && minutes < 23 * 60;
    expect(clock(anAnswer("at 9", { isOpen }).time)).toBe("21:00");
    expect(clock(anAnswer("at 9").time)).toBe("09:00");
    expect(clock(anAnswer("at 6").time)).toBe("18:00");
  });

  test.each<[string, string, string]>([
    ["between 2 and 4", "14:00", "16:00"],
    ["from 9 to 1", "09:00", "13:00"],
    ["after 5", "17:00", ""],
    ["before noon", "", "12:00"],
    ["tomorrow afternoon", "12:00", "17:00"],
    ["first thing", "06:00", "10:00"],
    ["Friday afternoon after 3", "15:00", "17:00"],
    ["not in the morning", "12:00", ""],
    ["between 10 and 11:30 am", "10:00", "11:30"],
  ])("%s is from %s to %s", (text, start, end) => {
    const { timeRange = {} } = anAnswer(text);
    expect([clock(timeRange.start), clock(timeRange.end)]).toEqual([start, end]);
  });

  test.each([
    "a table for 4 people",
    "in 30 minutes it closes",
    "do you have one?",
    "room 12",
    "I have 2 kids",
  ])("%s does not name a time for the visit", (text) => {
    const { time } = anAnswer(text);
    expect(time === undefined || text.includes("minutes")).toBe(true);
  });
});

describe("corrections and refusals", () => {
  test.each<[string, string]>([
    ["Friday, no, Monday", "2026-08-31"],
    ["not Friday, Monday", "2026-08-31"],
    ["Monday instead of Friday", "2026-08-31"],
    ["I can't do Friday but Monday works", "2026-08-31"],
    ["I wanted Friday. Actually, make it Monday", "2026-08-31"],
    ["move it from Friday to Monday", "2026-08-31"],
    ["I have a wedding on Friday, could you do Monday?", "2026-08-31"],
  ])("%s leaves %s", (text, date) => {
    expect(anAnswer(text).date).toBe(date);
  });

  test("two acceptable days are both kept", () => {
    expect(anAnswer("Tuesday or Wednesday").dates).toEqual(["2026-09-01", "2026-09-02"]);
  });
});

describe("references", () => {
  test.each([
    ["the second one", { kind: "nth", n: 2 }],
    ["the last one please", { kind: "nth", n: -1 }],
    ["an hour later", { kind: "shift", minutes: 60 }],
    ["can we push it back an hour", { kind: "shift", minutes: 60 }],
    ["how about the next day", { kind: "shift_days", days: 1 }],
    ["half an hour earlier", { kind: "shift", minutes: -30 }],
    ["same time next week", { kind: "same_time" }],
    ["what about the week after?", { kind: "shift_weeks", weeks: 1 }],
    ["that's too late for me", { kind: "direction", direction: "earlier" }],
    ["nothing before that?", { kind: "direction", direction: "earlier" }],
    ["her instead", { kind: "person", who: "her" }],
    ["anyone is fine", { kind: "anyone" }],
    ["the earliest you have", { kind: "earliest" }],
    ["something later", { kind: "direction", direction: "later" }],
  ])("%s", (text, reference) => {
    expect(anAnswer(text).references).toEqual([reference]);
  });
});

test("asks about a date that does not exist", () => {
  expect(anAnswer("on the 31st of November at 3")).toMatchObject({
    dates: [],
    questions: [{ about: "date", why: "no_such_date" }],
  });
});

test("the tests' current date is a Thursday", () => {
  expect(new Date(THURSDAY).getUTCDay()).toBe(4);
});

function clock(minutes: number | undefined): string {
  return minutes === undefined ? "" : formatMinutes(minutes);
}
