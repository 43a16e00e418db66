import { type Instant, MINUTE } from "./instant.ts";

/**
 * Whole minutes since 1970, UTC. The calendar computes in minutes: everything it decides lies on whole
 * minutes, and small integers are far cheaper than instants in milliseconds.
 */
export type Minute = number;

/** Later than anything that can be booked, and still a small integer: the year 4011. */
export const FOREVER: Minute = 2 ** 30;

/**
 * Half-open spans as a flat list (start, end, start, end, …), sorted, neither overlapping nor touching. A
 * month of one person's calendar is hundreds of spans; as a list of numbers they are a single object.
 */
export type Spans = readonly Minute[];

export const NO_TIME: Spans = [];

/** The first whole minute at or after an instant. */
export function minuteFrom(at: Instant): Minute {
  return Math.min(FOREVER, Math.ceil(at / MINUTE));
}

/** The last whole minute at or before an instant. */
export function minuteUntil(at: Instant): Minute {
  return Math.max(-FOREVER, Math.floor(at / MINUTE));
}

/**
 * Appends a span to a list that is built in order of start, merging it with the last one if they touch or
 * overlap.
 */
export function addSpan(spans: Minute[], start: Minute, end: Minute): void {
  if (start >= end) return;
  const last = spans.length - 1;
  if (last > 0 && start <= spans[last]!) {
    if (end > spans[last]!) spans[last] = end;
  } else spans.push(start, end);
}

/** Merges spans given in any order, overlapping or not; drops empty ones. */
export function mergeSpans(pairs: readonly Minute[]): Spans {
  const merged: Minute[] = [];
  const sorted = inOrder(pairs);
  for (let i = 0; i < sorted.length; i += 2) addSpan(merged, sorted[i]!, sorted[i + 1]!);
  return merged;
}

function inOrder(pairs: readonly Minute[]): readonly Minute[] {
  for (let i = 2; i < pairs.length; i += 2) if (pairs[i]! < pairs[i - 2]!) return sortedPairs(pairs);
  return pairs;
}

function sortedPairs(pairs: readonly Minute[]): Minute[] {
  const starts = pairs.flatMap((_, i) => (i % 2 === 0 ? [i] : []));
  return starts.toSorted((a, b) => pairs[a]! - pairs[b]!).flatMap((i) => [pairs[i]!, pairs[i + 1]!]);
}

/** The time that lies in both. */
export function intersectSpans(a: Spans, b: Spans): Spans {
  const common: Minute[] = [];
  let next = 0;
  for (let i = 0; i < a.length; i += 2) {
    const [start, end] = [a[i]!, a[i + 1]!];
    while (next < b.length && b[next + 1]! <= start) next += 2;
    for (let j = next; j < b.length && b[j]! < end; j += 2)
      common.push(Math.max(start, b[j]!), Math.min(end, b[j + 1]!));
  }
  return common;
}

/**
 * The time of `from` that is not in `taken`, where each taken span is extended by `earlier` minutes before
 * and `later` minutes after it (negative values shorten it).
 */
export function subtractSpans(from: Spans, taken: Spans, earlier = 0, later = 0): Spans {
  const left: Minute[] = [];
  let next = 0;
  for (let i = 0; i < from.length; i += 2) {
    const end = from[i + 1]!;
    let start = from[i]!;
    while (next < taken.length && taken[next + 1]! + later <= start) next += 2;
    for (let j = next; j < taken.length && taken[j]! - earlier < end; j += 2) {
      const [holeStart, holeEnd] = [taken[j]! - earlier, taken[j + 1]! + later];
      if (holeStart >= holeEnd) continue;
      if (holeStart > start) left.push(start, holeStart);
      if (holeEnd > start) start = holeEnd;
    }
    if (start < end) left.push(start, end);
  }
  return left;
}

/** Whether a moment, in minutes, lies in one of the spans. */
export function spansHold(spans: Spans, at: number): boolean {
  for (let i = 0; i < spans.length; i += 2) if (spans[i]! <= at && at < spans[i + 1]!) return true;
  return false;
}
