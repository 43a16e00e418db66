import { describe, expect, test } from "vitest";

import type { Facts } from "./facts.ts";
import { judgeSentence } from "./judge-sentence.ts";
import { LUNA, visit } from "./test-kit.ts";

/** After a search for every other Tuesday at ten. */
const FORTNIGHTLY: Facts = {
  ...LUNA,
  offers: [visit("2026-03-10", "10:00"), visit("2026-03-24", "10:00")],
  rhythm: { every: "week", interval: 2 },
  lastDay: "2026-06-05",
};

describe("how often a visit repeats", () => {
  test.each<[string, Facts]>([
    ["I can book you every two weeks.", FORTNIGHTLY],
    ["That is every second Tuesday at 10:00 am.", FORTNIGHTLY],
    ["You would come fortnightly.", FORTNIGHTLY],
    ["Every three weeks?", LUNA],
    ["Shall I look every 4 weeks instead?", FORTNIGHTLY],
    ["I cannot do every three weeks.", FORTNIGHTLY],
    ["We are open every Saturday from 10 am to 2 pm.", LUNA],
    ["I can go as far as Friday 5 June.", FORTNIGHTLY],
    ["10 March and 24 March at 10 am are free.", FORTNIGHTLY],
  ])("may be said: %s", (sentence, facts) => {
    expect(judgeSentence(sentence, facts)).toEqual({ ok: true });
  });

  test.each<[string, Facts]>([
    ["I can book you every two weeks.", LUNA],
    ["I can book you every three weeks.", FORTNIGHTLY],
    ["You would come every week.", FORTNIGHTLY],
    ["Every Tuesday at 10:00 am is free.", FORTNIGHTLY],
    ["Every Tuesday at 3 pm works.", LUNA],
    ["7 April at 10 am is free.", FORTNIGHTLY],
    ["24 March at 11 am is free.", FORTNIGHTLY],
    ["Friday 5 June is free.", FORTNIGHTLY],
    ["I have Friday 5 June at 10:00 am.", FORTNIGHTLY],
  ])("must not be said: %s", (sentence, facts) => {
    expect(judgeSentence(sentence, facts)).toMatchObject({ ok: false });
  });
});
