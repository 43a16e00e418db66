import { describe, expect, test } from "vitest";

import { anAnswer, SERVICES, STAFF } from "./test-kit.ts";
import type { Repeating } from "./values.ts";

const salon = { services: SERVICES, staff: STAFF };
const TUESDAY = "2026-09-01";
const week = (interval = 1): Repeating => ({ every: "week", interval });
const month = (interval = 1): Repeating => ({ every: "month", interval });

describe("how a visit recurs", () => {
  test.each<[string, Repeating | undefined]>([
    ["I'd like a haircut every second Tuesday at 10", week(2)],
    ["a trim every other Friday", week(2)],
    ["can I come every 2 weeks?", week(2)],
    ["every two weeks please, full colour", week(2)],
    ["once a fortnight", week(2)],
    ["a haircut fortnightly", week(2)],
    ["bi-weekly massage", week(2)],
    ["haircut every third week", week(3)],
    ["every 4 weeks on a Friday", week(4)],
    ["each Tuesday at 9", week()],
    ["a weekly deep tissue massage", week()],
    ["the same time every week", week()],
    ["once a week", week()],
    ["once a month for half a year", { ...month(), lasting: { count: 6, unit: "month" } }],
    ["on the 5th of every month", month()],
    ["every three months for two years", { ...month(3), lasting: { count: 24, unit: "month" } }],
    ["quarterly", month(3)],
    ["again every 14 days", week(2)],
    ["every ten days", { other: true }],
    ["weekly until Christmas", { ...week(), until: "2026-12-25" }],
    ["every two weeks until the end of the year", { ...week(2), until: "2026-12-31" }],
    ["every week till November", { ...week(), until: "2026-10-31" }],
    ["every week through November", { ...week(), until: "2026-11-30" }],
    ["every Monday until 5 October", { ...week(), until: "2026-10-05" }],
    ["every Monday from 7 September to 7 December", { ...week(), until: "2026-12-07" }],
    ["a haircut every week, 5 times", { ...week(), count: 5 }],
    ["10 visits, every 2 weeks", { ...week(2), count: 10 }],
    ["six appointments two weeks apart", { ...week(2), count: 6 }],
    ["haircuts four weeks in a row", { ...week(), count: 4 }],
    ["the next 4 Tuesdays at noon", { ...week(), count: 4 }],
    ["every Friday for the next three months", { ...week(), lasting: { count: 3, unit: "month" } }],
    ["a trim on Tuesdays at 10 for 4 weeks", { ...week(), lasting: { count: 4, unit: "week" } }],
    ["every week for six weeks", { ...week(), lasting: { count: 6, unit: "week" } }],
    ["every week, as long as possible", { ...week(), open: true }],
    ["I want a standing appointment for a trim", { standing: true }],
    ["could I have a regular slot?", { standing: true }],
    ["every week, no, every two weeks", week(2)],
    ["no, every three weeks", week(3)],
    ["not every week, every month", month()],
    ["make it monthly", month()],
    ["only four times", { count: 4 }],
    ["just once", { once: true }],
    ["just the one visit please", { once: true }],
    ["a haircut every day", { other: true }],
    ["haircut on the first Tuesday of every month", { other: true }],
    ["a massage twice a week", { other: true }],
    ["every two weeks and skip the ones that are taken", { ...week(2), onConflict: "skip" }],
    ["just once a month", month()],
    ["a haircut on Tuesday at 10", undefined],
    ["is every stylist free on Friday?", undefined],
    ["next week please", undefined],
    ["for the next three weeks I am away", { lasting: { count: 3, unit: "week" } }],
  ])("%s", (text, repeat) => {
    expect(anAnswer(text, salon).repeat).toEqual(repeat);
  });

  test.each<[string, Repeating | undefined]>([
    ["six", { count: 6 }],
    ["6 times", { count: 6 }],
    ["let's say 8", { count: 8 }],
    ["three in all", { count: 3 }],
    ["3 in toal", { count: 3 }],
    ["four is plenty", { count: 4 }],
    ["half a year", { lasting: { count: 6, unit: "month" } }],
    ["three months", { lasting: { count: 3, unit: "month" } }],
    ["a year", { lasting: { count: 12, unit: "month" } }],
    ["until Christmas", { until: "2026-12-25" }],
    ["5 October", { until: "2026-10-05" }],
    ["end of the year", { until: "2026-12-31" }],
    ["end of October then", { until: "2026-10-31" }],
    ["mid November", { until: "2026-11-20" }],
    ["as many as you can", { open: true }],
    ["no end date", { open: true }],
    ["a dozen", { count: 12 }],
    ["is there parking?", undefined],
  ])("asked until when: %s", (text, repeat) => {
    expect(anAnswer(text, { ...salon, asked: "repeat_until" }).repeat).toEqual(repeat);
  });

  test.each<[string, Repeating | undefined]>([
    ["two weeks", week(2)],
    ["every month", month()],
    ["weekly", week()],
    ["3 weeks please", week(3)],
  ])("asked how often: %s", (text, repeat) => {
    expect(anAnswer(text, { ...salon, asked: "repeat_every" }).repeat).toEqual(repeat);
  });
});

describe("the first day and time of a series", () => {
  test.each<[string, object]>([
    ["a haircut every second Tuesday at 10", { dates: [TUESDAY], times: [600] }],
    ["every 2 weeks on Tuesday at 3pm", { dates: [TUESDAY], times: [900] }],
    ["every Tuesday from 10 October on", { dates: ["2026-10-13"] }],
    ["every Tuesday starting next month, at 9", { dates: [TUESDAY], times: [540] }],
    ["every week starting 14 September until Christmas", { dates: ["2026-09-14"] }],
    ["on the 5th of every month at noon", { dates: ["2026-09-05"], times: [720] }],
    ["every week until Christmas", { dates: [] }],
    ["weekly, 6 times", { dates: [], times: [] }],
  ])("%s", (text, when) => {
    const said = anAnswer(text, { ...salon, isOpen: (minutes) => minutes >= 540 && minutes < 1020 });
    expect(said).toMatchObject(when);
    expect(said.dateRange).toBeUndefined();
    expect(said.people).toBeUndefined();
  });
});

describe("which visits of a series", () => {
  test.each<[string, string | undefined]>([
    ["all of them", "all"],
    ["the whole series please", "all"],
    ["all", "all"],
    ["just this one", "this"],
    ["only the one on 8 September", "this"],
    ["this one, leave the others", "this"],
    ["that one", "this"],
    ["this and all later ones", "this_and_later"],
    ["that one and everything after it", "this_and_later"],
    ["from then on", "this_and_later"],
    ["the rest of them too", "this_and_later"],
    ["the second one", undefined],
    ["hm, what does it cost?", undefined],
  ])("asked which: %s", (text, scope) => {
    expect(anAnswer(text, { ...salon, asked: "scope" }).scope).toBe(scope);
  });

  test.each<[string, string | undefined]>([
    ["cancel all my haircuts", "all"],
    ["please cancel the whole series", "all"],
    ["cancel my weekly appointment", "all"],
    ["cancel just the one on Friday", "this"],
    ["cancel the visit on 8 September and all later ones", "this_and_later"],
    ["cancel everything after 8 September", "this_and_later"],
    ["cancel my appointment on Friday", undefined],
    ["move all of them to 11", "all"],
  ])("%s", (text, scope) => {
    expect(anAnswer(text, salon).scope).toBe(scope);
  });
});

test.each(["my car is due for its yearly test", "an annual check-up please", "my annual exam"])(
  "%s does not recur",
  (text) => {
    expect(anAnswer(text).repeat).toBeUndefined();
  },
);
