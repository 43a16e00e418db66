import { describe, expect, test } from "vitest";

import { diceOf } from "#test/sayings/dice.ts";
import { ALL_FALSE_CLAIMS, FALSE_CLAIMS } from "#test/sayings/false-claims.ts";
import { FALSE_CONTACTS, FALSE_FIGURES } from "#test/sayings/false-figures.ts";
import { FALSE_HOURS, FALSE_TIMES } from "#test/sayings/false-times.ts";
import { MODEL_REPLIES, type Moment } from "#test/sayings/model-replies.ts";
import { ODD_FALSEHOODS } from "#test/sayings/odd-falsehoods.ts";
import { TRUE_SENTENCES } from "#test/sayings/true-sentences.ts";

import type { Facts } from "./facts.ts";
import { guardText } from "./guard-text.ts";
import { judgeSentence } from "./judge-sentence.ts";
import { withoutMarks } from "./plain-text.ts";
import { BOOKED, LUNA } from "./test-kit.ts";

const FACTS: Readonly<Record<Moment, Facts>> = {
  open: LUNA,
  held: { ...LUNA, done: new Set(["held"]) },
  booked: BOOKED,
};

const MAKERS = [
  ...FALSE_TIMES,
  ...FALSE_TIMES,
  ...FALSE_HOURS,
  ...FALSE_FIGURES,
  ...FALSE_FIGURES,
  ...FALSE_CONTACTS,
  ...FALSE_CLAIMS,
  ...FALSE_CLAIMS,
];

function sayings(makers: typeof MAKERS | typeof TRUE_SENTENCES, count: number, seed: number): string[] {
  const dice = diceOf(seed);
  const made = new Set<string>();
  for (let i = 0; i < count * 4 && made.size < count; i += 1) made.add(dice.pick(makers)(dice));
  return [...made];
}

describe("among sentences not built from the guard's own vocabulary", () => {
  test("no untrue one passes", () => {
    const untrue = [...ALL_FALSE_CLAIMS, ...ODD_FALSEHOODS, ...sayings(MAKERS, 1500, 11)];
    const missed = untrue.filter((sentence) => judgeSentence(withoutMarks(sentence), LUNA).ok);
    expect(untrue.length).toBeGreaterThan(1000);
    expect(missed).toEqual([]);
  });

  test("no true one is rejected", () => {
    const told = sayings(TRUE_SENTENCES, 600, 23);
    const alarms = told.flatMap((sentence) => {
      const judgement = judgeSentence(sentence, LUNA);
      return judgement.ok ? [] : [`${judgement.offence} (${judgement.words}): ${sentence}`];
    });
    expect(told.length).toBeGreaterThan(400);
    expect(alarms).toEqual([]);
  });

  test.each(MODEL_REPLIES)("%s: %s", (moment, text) => {
    const offences: string[] = [];
    const guard = guardText({
      facts: () => FACTS[moment],
      instead: () => "",
      onOffence: ({ offence, words }) => void offences.push(`${offence}: ${words}`),
    });
    guard.push(text);
    guard.end();
    expect(offences).toEqual([]);
  });
});
