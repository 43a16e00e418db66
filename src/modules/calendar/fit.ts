import type { Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";

import type { Run, VisitShape } from "./visit-shape.ts";

/** Merged time that must not meet the part `from`…`to` of a visit (milliseconds from its start). */
export type Obstacle = Run & { readonly taken: readonly Interval[] };

/**
 * The starts whose visit lies inside one of the merged windows and meets no obstacle. Starts are sorted, so
 * one walk along windows and obstacles does for all of them.
 */
export function fittingStarts(
  starts: readonly Instant[],
  windows: readonly Interval[],
  shape: VisitShape,
  obstacles: readonly Obstacle[],
): Instant[] {
  const fitting: Instant[] = [];
  const isClear = walk(obstacles);
  let next = 0;
  for (const start of starts) {
    const end = start + shape.duration;
    while (next < windows.length && windows[next]!.end < end) next += 1;
    const window = windows[next];
    if (window === undefined) break;
    if (start >= window.start && isClear(start)) fitting.push(start);
  }
  return fitting;
}

/** Must be asked in order of start. */
function walk(obstacles: readonly Obstacle[]): (start: Instant) => boolean {
  const next = obstacles.map(() => 0);
  return (start) => {
    for (let i = 0; i < obstacles.length; i += 1) {
      const { taken, from, to } = obstacles[i]!;
      let at = next[i]!;
      while (at < taken.length && taken[at]!.end <= start + from) at += 1;
      next[i] = at;
      if (at < taken.length && taken[at]!.start < start + to) return false;
    }
    return true;
  };
}
