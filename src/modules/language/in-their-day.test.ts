import { describe, expect, test } from "vitest";

import { formatMinutes } from "#kernel/instant.ts";

import { anAnswer } from "./test-kit.ts";

/** Said on Thursday 27 August 2026 at noon in New York. */
describe("hours given by what somebody does", () => {
  test.each<[string, string, string]>([
    ["once I finish work", "17:00", ""],
    ["after my kids get out of school", "15:00", ""],
    ["we finish work at 4", "16:00", ""],
    ["my lecture is at 2, so after that", "14:00", ""],
    ["I collect the kids at 3 so anything before then", "", "15:00"],
    ["4 pm or any time later", "16:00", ""],
    ["nothing earlier than 11", "11:00", ""],
    ["never after 6 pm", "", "18:00"],
    ["anything but evenings", "", "17:00"],
    ["end of day", "15:00", "18:00"],
    ["sat b4 11", "", "11:00"],
    ["mon aft", "12:00", "17:00"],
    ["mon aft 2pm", "14:00", ""],
    ["btw 1 and 3", "13:00", "15:00"],
    ["tues pm", "12:00", "17:00"],
    ["Monday am please", "06:00", "12:00"],
    ["9 is too early", "09:01", ""],
    ["I have to be out by 3", "", "15:00"],
    ["we need to leave at half past two", "", "14:30"],
    ["before work, I start at 10", "", "10:00"],
    ["I have to be at school at 3", "", ""],
    ["5 pm is too late", "", "17:00"],
  ])("%s: from %s to %s", (text, start, end) => {
    const { timeRange = {} } = anAnswer(text, { asked: "time" });
    expect([clock(timeRange.start), clock(timeRange.end)]).toEqual([start, end]);
  });

  test.each<[string, string[]]>([
    ["945 on Monday", ["09:45"]],
    ["4.15 Monday", ["16:15"]],
    ["2 30 tomorrow", ["14:30"]],
    ["either 8 or 9 in the morning", ["08:00", "09:00"]],
    ["3 45 in the afternoon", ["15:45"]],
    ["slot 4 mon 11am?", ["11:00"]],
    ["at 845", ["08:45"]],
    ["4;15", ["16:15"]],
    ["nov 3 or 4", []],
  ])("%s is %j", (text, times) => {
    expect(anAnswer(text).times.map(clock)).toEqual(times);
  });

  test.each([
    "I'll be 10 to 15 minutes late",
    "at one of your shops",
    "my niece turns 6",
    "we are about one big family",
  ])("%s does not name an hour", (text) => {
    expect(anAnswer(text).time).toBeUndefined();
  });
});

describe("days", () => {
  test.each<[string, string | undefined]>([
    ["in around 5 weeks", "2026-10-01"],
    ["not this Sunday but next", "2026-09-06"],
    ["any gap 2day", "2026-08-27"],
    ["Friday 28", "2026-08-28"],
    ["fri 28 2pm", "2026-08-28"],
    ["I'm getting married on the 21st and need a trim the day before", "2026-09-20"],
    ["I was in last Tuesday, can I come again?", undefined],
    ["Friday too soon, Saturday?", "2026-08-29"],
    ["the second Monday afternoon of next month", "2026-09-14"],
    ["today, Thursday", "2026-08-27"],
    ["the Sunday after we fly home", undefined],
    ["the Tuesday before my party", undefined],
    ["flat 9 is mine", undefined],
    ["seat 9 for me", undefined],
  ])("%s: %s", (text, date) => {
    expect(anAnswer(text, { asked: "date" }).date).toBe(date);
  });

  test.each<[string, string]>([
    ["today, Sunday", "2026-08-30"],
    ["tomorrow (Monday)", "2026-08-31"],
    ["Sunday 19", "2026-08-30"],
  ])("%s: asks which day is meant", (text, other) => {
    const { date, time, questions } = anAnswer(text);
    expect([date, time]).toEqual([undefined, undefined]);
    expect(questions).toMatchObject([{ why: "weekday_disagrees" }]);
    expect(questions[0]).toHaveProperty("candidates", expect.arrayContaining([other]));
  });

  test.each<[string, string[]]>([
    ["Nov 3 or 4", ["2026-11-03", "2026-11-04"]],
    ["November 3, 4 or the 6th", ["2026-11-03", "2026-11-04", "2026-11-06"]],
    ["Nov 3 or 4 pm", ["2026-11-03"]],
  ])("%s is any of %j", (text, dates) => {
    expect(anAnswer(text).dates).toEqual(dates);
  });

  test("in a list each day stands for itself", () => {
    expect(anAnswer("today, Saturday or Monday").dates).toEqual(["2026-08-27", "2026-08-29", "2026-08-31"]);
  });

  test.each<[string, string, string]>([
    ["from 8 to 11 October", "2026-10-08", "2026-10-11"],
    ["the 29th of September until the 2nd of October", "2026-09-29", "2026-10-02"],
    ["the third week of October", "2026-10-12", "2026-10-18"],
    ["last week of this month", "2026-08-27", "2026-08-30"],
    ["the second half of October", "2026-10-16", "2026-10-31"],
    ["maybe November", "2026-11-01", "2026-11-30"],
    ["the next 3 working days", "2026-08-27", "2026-09-01"],
    ["30th to 2nd of November", "2026-10-30", "2026-11-02"],
    ["between the 29th and the 4th", "2026-08-29", "2026-09-04"],
    ["Oct 5 to the 9th", "2026-10-05", "2026-10-09"],
    ["the weekend after next", "2026-09-12", "2026-09-13"],
    ["not this weekend, the next one", "2026-09-05", "2026-09-06"],
  ])("%s: from %s to %s", (text, start, end) => {
    expect(anAnswer(text, { asked: "date" }).dateRange).toEqual({ start, end });
  });

  test.each<[string, string]>([
    ["any day but Monday", "2026-08-31"],
    ["anything next week works but Tuesday", "2026-09-01"],
    ["no Mondays please", "2026-08-31"],
    ["Monday's no good", "2026-08-31"],
    ["any time apart from Saturday", "2026-08-29"],
  ])("%s: not on %s", (text, refused) => {
    const { date, refusedDates } = anAnswer(text);
    expect(date).toBeUndefined();
    expect(refusedDates).toEqual([refused]);
  });

  test.each([
    ["Tuesday ideally but Wednesday would do"],
    ["Tuesday, or if not Wednesday"],
    ["I'd prefer Tuesday but Wednesday is ok"],
  ])("both are acceptable: %s", (text) => {
    expect(anAnswer(text).dates).toEqual(["2026-09-01", "2026-09-02"]);
  });
});

test.each(["whoever's free", "with whoever has time", "whoever"])("%s: anyone", (text) => {
  expect(anAnswer(text, { asked: "staff" }).references).toEqual([{ kind: "anyone" }]);
});

test('"whoever did it last time" is a particular person', () => {
  expect(anAnswer("whoever cut my hair last time", { asked: "staff" }).references).not.toContainEqual({
    kind: "anyone",
  });
});

function clock(minutes: number | undefined): string {
  return minutes === undefined ? "" : formatMinutes(minutes);
}
