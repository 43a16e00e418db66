import { intersectIntervals, type Interval, mergeIntervals, subtractIntervals } from "#kernel/interval.ts";

import type { Search } from "./search.ts";
import type { Run } from "./visit-shape.ts";

// Instants are whole milliseconds, so a start "up to and including" is an interval that ends one later.

/** Of the `open` starts those that are asked for and at which a visit meets nothing: neither busy time of its person nor a full resource. */
export function possibleStarts(
  search: Search,
  open: readonly Interval[],
  busy: readonly Interval[],
): Interval[] {
  const { shape, full, asked } = search;
  const blocked = [
    ...shape.staffRuns.flatMap((run) => startsMeeting(busy, run)),
    ...startsMeeting(full, shape.whole),
  ];
  return subtractIntervals(intersectIntervals(open, asked), mergeIntervals(blocked));
}

/** The starts of visits that lie inside one of the merged windows; buffers may stick out (rule 5). */
export function startsInside(windows: readonly Interval[], duration: number): Interval[] {
  return windows
    .map((window) => ({ start: window.start, end: window.end - duration + 1 }))
    .filter((starts) => starts.start < starts.end);
}

/** The starts of visits whose run meets some of this time. */
function startsMeeting(taken: readonly Interval[], run: Run): Interval[] {
  return taken.map((time) => ({ start: time.start - run.to + 1, end: time.end - run.from }));
}
