import type { Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";

import type { VisitShape } from "./visit-shape.ts";

/** Working time of one person without a row in it, as long as it goes. */
export type FreeStretch = Interval & {
  /** The earliest start that a visit can have in it: buffers may lie outside hours, not on a row. */
  readonly earliest: Instant;
  /** The latest start, in the same way. */
  readonly latest: Instant;
};

/** Working windows less busy time, both merged. */
export function freeStretches(
  windows: readonly Interval[],
  busy: readonly Interval[],
  shape: VisitShape,
): FreeStretch[] {
  const stretches: FreeStretch[] = [];
  let next = 0;
  for (const window of windows) {
    while (next < busy.length && busy[next]!.end <= window.start) next += 1;
    let start = window.start;
    for (let i = next; start < window.end; i += 1) {
      const [rowBefore, rowAfter] = [busy[i - 1], busy[i]];
      const end = Math.min(window.end, rowAfter?.start ?? Infinity);
      if (start < end) {
        const earliest = Math.max(start, (rowBefore?.end ?? -Infinity) - shape.staffOuter.from);
        const latest = Math.min(
          window.end - shape.duration,
          (rowAfter?.start ?? Infinity) - shape.staffOuter.to,
        );
        stretches.push({ start, end, earliest, latest });
      }
      start = rowAfter?.end ?? Infinity;
    }
  }
  return stretches;
}
