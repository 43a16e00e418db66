import type { Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";

// Lists of starts are sorted and without doubles; so are the answers.

/** The starts of either list. */
export function mergeStarts(a: readonly Instant[], b: readonly Instant[]): readonly Instant[] {
  if (b.length === 0) return a;
  const merged: Instant[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [one, other] = [a[i]!, b[j]!];
    merged.push(Math.min(one, other));
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  for (; i < a.length; i += 1) merged.push(a[i]!);
  for (; j < b.length; j += 1) merged.push(b[j]!);
  return merged;
}

/** The starts that lie in one of the merged intervals. */
export function startsWithin(starts: readonly Instant[], intervals: readonly Interval[]): Instant[] {
  const within: Instant[] = [];
  let next = 0;
  for (const { start, end } of intervals) {
    while (next < starts.length && starts[next]! < start) next += 1;
    for (; next < starts.length && starts[next]! < end; next += 1) within.push(starts[next]!);
  }
  return within;
}
