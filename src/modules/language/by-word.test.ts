import { expect, test, vi } from "vitest";

import { byWord } from "./by-word.ts";

test("reads a word once", () => {
  const read = vi.fn((word: string) => word.length);
  const lengthOf = byWord(read);
  expect([lengthOf("cut"), lengthOf("colour"), lengthOf("cut")]).toEqual([3, 6, 3]);
  expect(read).toHaveBeenCalledTimes(2);
});

test("caches a limited number of words, and returns the right result for every one", () => {
  const read = vi.fn((word: string) => `${word}!`);
  const loud = byWord(read);
  for (let i = 0; i < 5000; i += 1) expect(loud(`word${i}`)).toBe(`word${i}!`);
  expect(loud("word0")).toBe("word0!");
  expect(read).toHaveBeenCalledTimes(5001);
  const long = "a".repeat(500);
  loud(long);
  loud(long);
  expect(read).toHaveBeenCalledTimes(5003);
});
