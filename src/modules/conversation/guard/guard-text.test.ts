import { describe, expect, test } from "vitest";

import type { Facts } from "./facts.ts";
import { type Guarded, guardText } from "./guard-text.ts";
import { BOOKED, LUNA, visit } from "./test-kit.ts";

const INSTEAD = "These are the times that I can offer.";

/** Runs these pieces of text through the guard; a function in between changes the facts. */
function leaves(...steps: readonly (string | (() => Facts))[]) {
  let facts: Facts = LUNA;
  const offences: string[] = [];
  const guard = guardText({
    facts: () => facts,
    instead: () => INSTEAD,
    onOffence: ({ offence }) => void offences.push(offence),
  });
  const left: Guarded[] = [];
  for (const step of steps) {
    if (typeof step === "string") left.push(...guard.push(step));
    else facts = step();
  }
  left.push(...guard.end());
  return { left, offences, text: left.map(({ text }) => text).join("") };
}

describe("the text of a turn", () => {
  test("is released sentence by sentence if it is true", () => {
    const { left, offences } = leaves("Tuesday wo", "rks. I have 3", "pm or 4:15 pm.");
    expect(left.map(({ text }) => text)).toEqual(["Tuesday works. ", "I have 3pm or 4:15 pm."]);
    expect(offences).toEqual([]);
  });

  test("loses an untrue sentence and everything that depends on it", () => {
    const { text, offences } = leaves(
      "Tuesday works. I have 5 pm. Shall I book that? ",
      "It is the last one.",
    );
    expect(text).toBe(`Tuesday works. ${INSTEAD} `);
    expect(offences).toEqual(["time"]);
  });

  test("continues once the facts have changed", () => {
    const { text } = leaves(
      "You are booked for Tuesday at 3 pm. So then",
      () => BOOKED,
      " you are booked for Tuesday at 3 pm.",
    );
    expect(text).toBe(`${INSTEAD} So then you are booked for Tuesday at 3 pm.`);
  });

  test("binds a time to the day of the previous sentence", () => {
    expect(leaves("How about Wednesday? I have 3 pm.").offences).toEqual(["time"]);
    expect(leaves("How about Wednesday? I have 10 am.").offences).toEqual([]);
    expect(leaves("I can offer:\n- Tuesday: 3 pm, 4:15 pm\n- Wednesday: 10 am\n").offences).toEqual([]);
    expect(leaves("I can offer:\n- Tuesday: 3 pm, 4:15 pm\n- Wednesday: 3 pm\n").offences).toEqual(["time"]);
  });

  test.each([
    "Tomorrow at 11? Absolutely!",
    "You asked for tomorrow at 11: that is free.",
    "Is it booked? Yes!",
    "So, is your visit confirmed? Yes, it is.",
    "How about 2?",
    "The haircut? $120.",
  ])("must not affirm what it only asked or repeated: %s", (text) => {
    expect(leaves(text).offences).toHaveLength(1);
  });

  test.each([
    "Tuesday at 3? Absolutely!",
    "Do you mean tomorrow at 11? I will have a look.",
    "Shall I book it? Sure.",
  ])("may go on after a question: %s", (text) => expect(leaves(text).offences).toEqual([]));

  test("keeps the times of each day apart in a long list", () => {
    const facts: Facts = {
      ...LUNA,
      offers: [
        visit("2026-03-06", "11:00"),
        visit("2026-03-06", "15:00"),
        visit("2026-03-07", "09:00"),
        visit("2026-03-07", "13:00"),
        visit("2026-03-10", "09:00"),
      ],
    };
    const list = (first: string) =>
      `The next free times are today, Friday 6 March at 11:00 am and ${first}, tomorrow, Saturday 7 March at 9:00 am and 1:00 pm or Tuesday 10 March at 9:00 am.`;
    expect(leaves(() => facts, list("3:00 pm")).offences).toEqual([]);
    expect(leaves(() => facts, list("1:00 pm")).offences).toEqual(["time"]);
  });

  test("loses Markdown and invisible characters", () => {
    expect(leaves("**Tuesday** at `3 pm`\u200b, or _Wednesday_ at 10 am.").text).toBe(
      "Tuesday at 3 pm, or Wednesday at 10 am.",
    );
  });

  test("is retracted if a canary comes out in pieces", () => {
    const { left, offences } = leaves("The mark is FD-SENT. INEL-9f3. kQ27xLm. Bye.");
    expect(left.at(-1)).toEqual({ kind: "replace", text: `${INSTEAD} ` });
    expect(offences).toEqual(["canary"]);
  });
});

test("after a restart, new text replaces the text already shown", () => {
  const guard = guardText({ facts: () => LUNA, instead: () => INSTEAD, onOffence: () => {} });
  expect(guard.push("Hello there. Let me")).toEqual([{ kind: "say", text: "Hello there. " }]);
  guard.restart(true);
  expect(guard.push("Which day would you like? ")).toEqual([]);
  expect(guard.end()).toEqual([{ kind: "replace", text: "Which day would you like? " }]);
});
