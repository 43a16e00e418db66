import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { type Interval, mergeIntervals, overlaps } from "./interval.ts";

const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
  .map(([start, length]) => ({ start, end: start + length }));
const intervals = fc.array(interval, { maxLength: 10 });
const INSTANTS = Array.from({ length: 60 }, (_, i) => i - 2);

function containsInstant(some: readonly Interval[], at: number): boolean {
  return some.some((one) => one.start <= at && at < one.end);
}

function isNormal(merged: readonly Interval[]): boolean {
  return merged.every((one, i) => one.start < one.end && (i === 0 || (merged[i - 1]?.end ?? 0) < one.start));
}

describe("sets of intervals", () => {
  it("merge what overlaps or touches, drop what is empty, in any order", () => {
    const merged = mergeIntervals([
      { start: 8, end: 11 },
      { start: 20, end: 20 },
      { start: 11, end: 14 },
      { start: 1, end: 5 },
      { start: 2, end: 3 },
    ]);
    expect(merged).toEqual([
      { start: 1, end: 5 },
      { start: 8, end: 14 },
    ]);
  });

  it("hold an instant after merging exactly if one of them did", () => {
    fc.assert(
      fc.property(intervals, (some) => {
        const before = structuredClone(some);
        const merged = mergeIntervals(some);
        expect(some).toEqual(before);
        expect(isNormal(merged)).toBe(true);
        for (const at of INSTANTS) expect(containsInstant(merged, at)).toBe(containsInstant(some, at));
      }),
    );
  });

  it("are half-open", () => {
    expect(overlaps({ start: 1, end: 2 }, { start: 2, end: 3 })).toBe(false);
    expect(overlaps({ start: 1, end: 3 }, { start: 2, end: 4 })).toBe(true);
    expect(containsInstant([{ start: 1, end: 3 }], 3)).toBe(false);
  });
});
