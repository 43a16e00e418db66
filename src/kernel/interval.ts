import type { Instant } from "./instant.ts";

/** The time from `start` up to, not including, `end`. */
export type Interval = { readonly start: Instant; readonly end: Instant };

/**
 * The same time as sorted intervals that neither overlap nor touch. Empty ones are dropped; the order of
 * the input does not matter.
 */
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

/** Whether two intervals share time; touching ones do not. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}
