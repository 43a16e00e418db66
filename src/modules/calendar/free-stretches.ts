import { FOREVER, type Minute, type Spans } from "#kernel/spans.ts";

import type { VisitShape } from "./visit-shape.ts";

/** An uninterrupted stretch of one person's working time without a row in it. */
export type FreeStretch = {
  readonly start: Minute;
  readonly end: Minute;
  /** The earliest start that fits: buffers may lie outside working hours, but not on a row. */
  readonly earliest: Minute;
  /** The latest start that fits, likewise. */
  readonly latest: Minute;
};

/** Working windows less busy time. */
export function freeStretches(windows: Spans, busy: Spans, shape: VisitShape): FreeStretch[] {
  const stretches: FreeStretch[] = [];
  let next = 0;
  for (let i = 0; i < windows.length; i += 2) {
    const closes = windows[i + 1]!;
    let start = windows[i]!;
    while (next < busy.length && busy[next + 1]! <= start) next += 2;
    for (let row = next; start < closes; row += 2) {
      const rowBeforeEnds = busy[row - 1] ?? -FOREVER;
      const rowAfterStarts = busy[row] ?? FOREVER;
      const end = Math.min(closes, rowAfterStarts);
      if (start < end) {
        const earliest = Math.max(start, rowBeforeEnds - shape.staffOuter.from);
        const latest = Math.min(closes - shape.duration, rowAfterStarts - shape.staffOuter.to);
        stretches.push({ start, end, earliest, latest });
      }
      start = busy[row + 1] ?? FOREVER;
    }
  }
  return stretches;
}
