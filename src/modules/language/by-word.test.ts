import { expect, test, vi } from "vitest";

import { byWord } from "./by-word.ts";

test("a word is read once", () => {
  const read = vi.fn((word: string) => word.length);
  const lengthOf = byWord(read);
  expect([lengthOf("cut"), lengthOf("colour"), lengthOf("cut")]).toEqual([3, 6, 3]);
  expect(read).toHaveBeenCalledTimes(2);
});

test("however many words come, few are remembered, and each is read rightly", () => {
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
