import { afterAll, beforeAll, describe, expect, it, test } from "vitest";

import { startTestApp, type TestApp } from "#test/app.ts";

import { accepts } from "./accepts.ts";
import type { Goal } from "./goal.ts";
import { GOALS } from "./goals/index.ts";
import { wantedIn } from "./heard.ts";
import { type Dialogue, holdDialogue } from "./hold-dialogue.ts";
import { readDates, readSummary } from "./read-summary.ts";

/** Not a seed that the evaluation uses, so that the two cover different dialogues. */
const SEED = 11;
const SHARE = 0.95;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Dialogues that let time pass come last, because the clock is shared. */
const inOrder = GOALS.toSorted((a, b) => Number(dawdles(a)) - Number(dawdles(b)));

function dawdles({ steps }: Goal): boolean {
  return steps.some((step) => "twists" in step && step.twists?.some(({ kind }) => kind === "dawdles"));
}

describe("customers with a goal", () => {
  it("reach it in few turns, and never get what they did not want", async () => {
    expect(GOALS.length).toBeGreaterThanOrEqual(60);
    const held: Dialogue[] = [];
    for (const goal of inOrder) held.push(await holdDialogue(app, goal, SEED));
    expect(held.filter(({ harmful }) => harmful).map(storyOf)).toEqual([]);
    const failed = held.filter(({ passed }) => !passed);
    const mayFail = Math.floor(held.length * (1 - SHARE));
    // Prints the failed dialogues in full if there are too many.
    expect(failed.length > mayFail ? failed.map(storyOf) : []).toEqual([]);
    expect(held.flatMap(({ alarms }) => alarms).filter((isAlarm) => isAlarm)).toEqual([]);
    const turns = held.map((one) => one.turns).toSorted((a, b) => a - b);
    expect(turns[Math.floor(turns.length / 2)]).toBeLessThanOrEqual(8);
  });
});

function storyOf({ goal, why, lines }: Dialogue): string {
  return [`${goal}: ${why}`, ...lines].join("\n  ");
}

test.each([
  ["Haircut with Mia on Tuesday 10 March 2026 at 3:00 pm (30 minutes), $45.", "2026-03-10T15:00"],
  ["Check-up on Thursday, 12 March at 14:30.", "2026-03-12T14:30"],
  [
    "Move Haircut from Wednesday 11 March 2026 at 2:00 pm to March 12 at 4:15 pm with Mia",
    "2026-03-12T16:15",
  ],
  ["Haircut with Mia", undefined],
])("reads the start in %s as %s", (summary, start) => {
  expect(readSummary(summary)).toBe(start);
});

test("reads every date in a summary of several visits", () => {
  const summary =
    "Haircut, every 2 weeks, 3 visits: Tuesdays at 10:00 am on 10 and 24 March 2026; Tuesday 7 April 2026 at 1:30 pm (30 minutes each), $135 in all. Not on 21 April 2026. For Jo. Should I book them?";
  expect(readDates(summary)).toEqual(["2026-03-10T10:00", "2026-03-24T10:00", "2026-04-07T13:30"]);
});

test.each([
  ["Great. What name should I put it under?", "name"],
  ["Thanks. And an email address or phone number?", "contact"],
  ["We're open till 8 pm. Which service would you like: Haircut or Colour?", "service"],
  ["Would you rather come another day, or should I put you on the waitlist?", "waitlist"],
  ["Fine.", "nothing"],
])("%s asks for: %s", (text, wanted) => {
  expect(wantedIn(text)).toBe(wanted);
});

test("accepts only the times wanted, or those of the fallback", () => {
  const wish = { days: { kind: "on", date: "2026-03-10" }, times: { kind: "after", time: "15:00" } } as const;
  expect(accepts(wish, "2026-03-10T15:00")).toBe(true);
  expect(accepts(wish, "2026-03-10T14:45")).toBe(false);
  expect(accepts(wish, "2026-03-11T15:00")).toBe(false);
  expect(
    accepts({ ...wish, orElse: { days: { kind: "any" }, times: { kind: "any" } } }, "2026-04-01T08:00"),
  ).toBe(true);
});
