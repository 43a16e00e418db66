import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { splitSentences } from "./split-sentences.ts";

function sentences(...pieces: readonly string[]): string[] {
  const splitter = splitSentences();
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

describe("where a sentence ends", () => {
  test.each<readonly string[]>([
    ["Tuesday works. ", "I have 3pm or 4pm."],
    ["I have 3 p.m. or 4 p.m. on Tuesday. ", "Which one?"],
    ["We close at 5 p.m. ", "Shall I look for another day?"],
    ["We open at 9 a.m. Tuesday to Friday."],
    ["Dr. Smith is at 1 Main St. on Monday. ", "Good?"],
    ["It costs $45.50 for 3.5 hours. ", "Fine?"],
    ["Write to hi@luna.example or see luna.example/book. ", "Thanks!"],
    ["Here they are:\n", "- 9:00 am\n", "- 9:30 am\n\n", "Which?"],
    ["1. Haircut\n", "2. Colour\n"],
    ["Really?! ", "Yes…  ", "(Truly.) ", "Bye"],
    ["The car park (by J. Brown) is free. ", "OK"],
    ["See you at 3. ", "Bye."],
    ["予約できます。", "はい。"],
    ["  Hello. ", "You."],
  ])("%j", (...expected) => {
    expect(sentences(expected.join(""))).toEqual(expected);
  });

  test("an empty text has no sentences", () => expect(sentences("", "")).toEqual([]));

  test("an overlong sentence is cut between words, not next to a date or time", () => {
    const text = `${"the stylist looks at your hair and ".repeat(6)}on Tuesday the tenth of March at three thirty in the afternoon she says so`;
    const [first = "", ...rest] = sentences(text);
    expect(first.length).toBeLessThanOrEqual(240);
    expect(rest.join("")).toContain("on Tuesday the tenth of March at three thirty in the afternoon");
  });

  test("a list of times is cut between two of them", () => {
    const text =
      "Here are the next free times for your Haircut: Monday 23 November at 10:00 am with June, 1:00 pm with Mia, Tuesday 24 November at 9:45 am with June, 3:00 pm with Mia, Wednesday 25 November at 12:30 pm with Mia or Friday 27 November at 2:30 pm with Leo. Which one?";
    const [first = "", second = ""] = sentences(text);
    expect(first.trimEnd()).toMatch(/3:00 pm with Mia,$/);
    expect(second.trimEnd()).toMatch(/^Wednesday.*2:30 pm with Leo\.$/);
  });

  test("a text without white space is cut too", () => {
    expect(sentences("x".repeat(1000)).every((part) => part.length <= 240)).toBe(true);
  });
});

const word = fc.constantFrom(
  "3",
  "p.m.",
  "Tuesday",
  "St.",
  "free",
  "a",
  "Dr.",
  "hi@x.example",
  "no",
  "$4.50",
  "1.",
  "long".repeat(30),
);
const gap = fc.constantFrom(" ", "  ", ". ", "? ", "\n", ", ", "! ", "… ", ".\n\n", " - ", "");
const text = fc.array(fc.tuple(word, gap), { maxLength: 80 }).map((parts) => parts.flat().join(""));

test("however a text is chunked, it is split at the same places and nothing is lost", () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ maxLength: 900 })), fc.array(fc.nat(40)), (whole, sizes) => {
      const pieces: string[] = [];
      let from = 0;
      for (const size of sizes) {
        pieces.push(whole.slice(from, from + size));
        from += size;
      }
      const cut = sentences(...pieces, whole.slice(from));
      expect(cut).toEqual(sentences(whole));
      expect(cut.join("")).toBe(whole);
    }),
    { numRuns: 400 },
  );
});
