import { type Minute, type Spans, subtractSpans } from "#kernel/spans.ts";

import type { VisitShape } from "./visit-shape.ts";

// A start "up to and including" a minute is a span that ends one minute later.

/** Of a search: how a visit lies around its start, and when no unit of a resource is left. */
type Pieces = { readonly shape: VisitShape; readonly full: Spans };

/** Of the `open` starts those at which a visit meets nothing: neither busy time of its person nor a full resource. */
export function possibleStarts({ shape, full }: Pieces, open: Spans, busy: Spans): Spans {
  let possible = open;
  for (const run of shape.staffRuns) possible = subtractSpans(possible, busy, run.to - 1, -run.from);
  return full.length === 0 ? possible : subtractSpans(possible, full, shape.whole.to - 1, -shape.whole.from);
}

/** The starts of visits that lie inside one of the windows; buffers may stick out (rule 5). */
export function startsInside(windows: Spans, duration: number): Spans {
  const starts: Minute[] = [];
  for (let i = 0; i < windows.length; i += 2) {
    const [first, last] = [windows[i]!, windows[i + 1]! - duration];
    if (first <= last) starts.push(first, last + 1);
  }
  return starts;
}
