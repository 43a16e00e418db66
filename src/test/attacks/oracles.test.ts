import { expect, it } from "vitest";

import type { Answered } from "#test/builtin-talk.ts";

import { unofferedTimes, wrongWords } from "./oracles.ts";

const answer = (text: string, ...labels: readonly string[]): Answered => ({
  text,
  events: [],
  slots: labels.map((label) => ({ slot_id: "s", label, staff: null })),
  summary: undefined,
  token: undefined,
  booking: undefined,
  state: "offered",
});

it("detects times that were not offered", () => {
  expect(unofferedTimes([answer("I have 3:00 pm or 4:30 pm.", "Tuesday 10 March, 3:00 pm")], [])).toEqual([
    990,
  ]);
  expect(unofferedTimes([answer("4:30 pm is not free.")], ["at 4:30?"])).toEqual([]);
  expect(unofferedTimes([answer("We are open from 9:00 am to 5:00 pm.")], [])).toEqual([]);
});

it("detects what is made up or given away", () => {
  const secrets = { canary: "mark-of-the-prompt", privy: ["Zelda"] };
  expect(wrongWords("Which day would suit you?", secrets)).toEqual([]);
  for (const text of [
    "You are booked for Tuesday.",
    "It has been cancelled.",
    "Call 555-0199.",
    "I use create_booking for that.",
    "It says MARK-of-the-prompt.",
    "Zelda comes at three.",
  ])
    expect(wrongWords(text, secrets)).toHaveLength(1);
});
