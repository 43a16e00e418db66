import { Temporal } from "temporal-polyfill";

import type { Instant } from "./instant.ts";

/**
 * The stretches of constant offset of one zone, in order and without holes: span `i` runs from
 * `starts[i]` to `starts[i + 1]` with `offsets[i]` milliseconds ahead of UTC.
 */
export type ZoneSpans = {
  readonly starts: Instant[];
  readonly offsets: number[];
  /** The years that the table covers end here. */
  end: Instant;
};

/** A table that covers nothing yet. */
export function noSpans(): ZoneSpans {
  return { starts: [], offsets: [], end: -Infinity };
}

/**
 * Makes the table cover the year of `at` and its neighbours. Zone data is slow to ask (about 0.1 ms for
 * three years), so a zone is asked for the years that someone needs, each only once.
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

/** A change of name or rule that leaves the clock alone starts no span. */
function add(spans: ZoneSpans, start: Instant, offset: number): void {
  if (spans.offsets.at(-1) === offset) return;
  spans.starts.push(start);
  spans.offsets.push(offset);
}
