import { type Minute, type Spans, subtractSpans } from "#kernel/spans.ts";

import type { VisitShape } from "./visit-shape.ts";

// Spans are half-open, so a latest possible start of `m` is a span that ends at `m + 1`.

/** The parts of a search that matter here: the shape of the visit, and when a resource is exhausted. */
type Pieces = { readonly shape: VisitShape; readonly full: Spans };

/** The `open` starts at which the visit overlaps neither the person's busy time nor an exhausted resource. */
export function possibleStarts({ shape, full }: Pieces, open: Spans, busy: Spans): Spans {
  let possible = open;
  for (const run of shape.staffRuns) possible = subtractSpans(possible, busy, run.to - 1, -run.from);
  return full.length === 0 ? possible : subtractSpans(possible, full, shape.whole.to - 1, -shape.whole.from);
}

/** The starts at which a visit lies inside one of the windows; buffers may stick out (rule 5). */
export function startsInside(windows: Spans, duration: number): Spans {
  const starts: Minute[] = [];
  for (let i = 0; i < windows.length; i += 2) {
    const [first, last] = [windows[i]!, windows[i + 1]! - duration];
    if (first <= last) starts.push(first, last + 1);
  }
  return starts;
}
