import { Temporal } from "temporal-polyfill";

import type { Instant } from "./instant.ts";

/**
 * One zone's stretches of constant offset, in order and without gaps: stretch `i` runs from `starts[i]` to
 * `starts[i + 1]` at `offsets[i]` milliseconds ahead of UTC.
 */
export type ZoneSpans = {
  readonly starts: Instant[];
  readonly offsets: number[];
  /** The end of the years that the table covers. */
  end: Instant;
};

/** A table that covers nothing yet. */
export function noSpans(): ZoneSpans {
  return { starts: [], offsets: [], end: -Infinity };
}

/**
 * Extends the table to the year of `at` and its neighbours. Querying zone data is slow (about 0.1 ms for
 * three years), so each year is queried once, when it is first needed.
 */
export function coverYearOf(spans: ZoneSpans, id: string, at: Instant): void {
  const year = new Date(at).getUTCFullYear();
  const from = Date.UTC(year - 1, 0, 1);
  const to = Date.UTC(year + 2, 0, 1);
  if (spans.starts.length === 0) append(spans, spansBetween(id, from, to));
  else if (at >= spans.end) append(spans, spansBetween(id, spans.end, to));
  else prepend(spans, spansBetween(id, from, spans.starts[0] ?? to));
}

function spansBetween(id: string, from: Instant, to: Instant): ZoneSpans {
  const spans: ZoneSpans = { starts: [], offsets: [], end: to };
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(id);
  while (at !== null && at.epochMilliseconds < to) {
    add(spans, at.epochMilliseconds, at.offsetNanoseconds / 1_000_000);
    at = at.getTimeZoneTransition("next");
  }
  return spans;
}

function append(spans: ZoneSpans, later: ZoneSpans): void {
  for (const [i, start] of later.starts.entries()) add(spans, start, later.offsets[i] ?? 0);
  spans.end = later.end;
}

function prepend(spans: ZoneSpans, earlier: ZoneSpans): void {
  if (earlier.offsets.at(-1) === spans.offsets[0]) {
    spans.starts.shift();
    spans.offsets.shift();
  }
  spans.starts.unshift(...earlier.starts);
  spans.offsets.unshift(...earlier.offsets);
}

/** A change of name or rule that leaves the offset alone does not start a new stretch. */
function add(spans: ZoneSpans, start: Instant, offset: number): void {
  if (spans.offsets.at(-1) === offset) return;
  spans.starts.push(start);
  spans.offsets.push(offset);
}
