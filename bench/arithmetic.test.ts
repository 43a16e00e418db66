import { describe, expect, test } from "vitest";

import { splitMix32 } from "#kernel/ids.ts";

import { keeps, median, ratios } from "./arithmetic.ts";

describe("the median", () => {
  test.each([
    [[7], 7],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[100, 9, 11], 11],
  ])("of %j is %d", (figures, middle) => expect(median(figures)).toBe(middle));

  test("of nothing is not a number", () => expect(median([])).toBeNaN());

  test("has as many figures below as above, and ignores the worst round", () => {
    const next = splitMix32(3);
    for (let size = 1; size <= 99; size += 2) {
      const figures = Array.from({ length: size }, () => next() % 1000);
      const middle = median(figures);
      expect(figures.filter((figure) => figure < middle).length).toBeLessThanOrEqual(size >> 1);
      expect(figures.filter((figure) => figure > middle).length).toBeLessThanOrEqual(size >> 1);
      const worst = figures.indexOf(Math.max(...figures));
      expect(median(figures.with(worst, 1e9))).toBe(size === 1 ? 1e9 : middle);
    }
  });
});

describe("a ratio", () => {
  test("is taken round by round, so that a slow round is slow for both sides", () => {
    expect(ratios([10, 40, 12], [5, 20, 6])).toEqual([2, 2, 2]);
  });

  test("of sides with different rounds is refused", () => {
    expect(() => ratios([1, 2], [1])).toThrow("in every round");
  });
});

describe("a limit", () => {
  test.each([
    [2.99, { atMost: 3 }, true],
    [3, { atMost: 3 }, true],
    [3.01, { atMost: 3 }, false],
    [4, { atLeast: 4 }, true],
    [3.9, { atLeast: 4 }, false],
    [Number.NaN, { atMost: 3 }, false],
    [Number.NaN, { atLeast: 3 }, false],
  ])("%d against %j: kept %s", (figure, limit, kept) => expect(keeps(figure, limit)).toBe(kept));
});
