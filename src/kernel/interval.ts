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

/** The time that is in both; both must be merged, and so is the answer. */
export function intersectIntervals(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  let next = 0;
  for (const one of a) {
    while (next < b.length && b[next]!.end <= one.start) next += 1;
    for (let i = next; i < b.length && b[i]!.start < one.end; i += 1) {
      const other = b[i]!;
      common.push({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) });
    }
  }
  return common;
}

/** The time of `from` that is not in `taken`; both must be merged, and so is the answer. */
export function subtractIntervals(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let next = 0;
  for (const whole of from) {
    let start = whole.start;
    while (next < taken.length && taken[next]!.end <= start) next += 1;
    for (let i = next; i < taken.length && taken[i]!.start < whole.end; i += 1) {
      const hole = taken[i]!;
      if (hole.start > start) left.push({ start, end: hole.start });
      start = hole.end;
    }
    if (start < whole.end) left.push({ start, end: whole.end });
  }
  return left;
}

/** Whether one of the merged intervals holds all of `[start, end)`. */
export function containsInterval(merged: readonly Interval[], start: Instant, end: Instant): boolean {
  return merged.some((one) => one.start <= start && end <= one.end);
}

/** Whether the instant lies in one of the intervals. */
export function containsInstant(intervals: readonly Interval[], at: Instant): boolean {
  return intervals.some((one) => one.start <= at && at < one.end);
}

/** Whether two intervals share time; touching ones do not. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}
