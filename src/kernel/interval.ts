import type { Instant } from "./instant.ts";

/** The time from `start` (inclusive) to `end` (exclusive). */
export type Interval = { readonly start: Instant; readonly end: Instant };

/** Merges intervals given in any order: the result is sorted, without overlapping, touching or empty ones. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  let open: Interval | undefined;
  for (const next of inOrder(intervals)) {
    if (next.start >= next.end) continue;
    if (open === undefined) open = next;
    else if (next.start > open.end) {
      merged.push(open);
      open = next;
    } else if (next.end > open.end) open = { start: open.start, end: next.end };
  }
  if (open !== undefined) merged.push(open);
  return merged;
}

/** The same list if it is sorted by start, else a sorted copy. */
export function inOrder<T extends Interval>(intervals: readonly T[]): readonly T[] {
  let previous = -Infinity;
  for (const { start } of intervals) {
    if (start < previous) return intervals.toSorted((a, b) => a.start - b.start);
    previous = start;
  }
  return intervals;
}

/** Whether two intervals overlap; touching ones do not. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}
