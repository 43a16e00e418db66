import { type Instant, MINUTE } from "#kernel/instant.ts";
import { type Interval, overlaps } from "#kernel/interval.ts";
import type { DayPiece } from "#kernel/zone.ts";

import type { FreeStretch } from "./free-stretches.ts";

/**
 * Starts at multiples of `stepMinutes` on the wall clock, counted from the midnight of each date; both
 * occurrences of an hour that the clock shows twice, none of one that it leaps over (rule 3).
 */
export function clockStarts(
  pieces: readonly DayPiece[],
  windows: readonly Interval[],
  stepMinutes: number,
): Instant[] {
  const step = stepMinutes * MINUTE;
  const starts: Instant[] = [];
  let next = 0;
  for (const piece of pieces) {
    while (next < windows.length && windows[next]!.end <= piece.start) next += 1;
    for (let i = next; i < windows.length && windows[i]!.start < piece.end; i += 1) {
      const window = windows[i]!;
      const end = Math.min(piece.end, window.end);
      const from = Math.max(piece.start, window.start);
      pushSteps(starts, { origin: piece.midnight, step, from, end });
    }
  }
  return starts;
}

/**
 * Starts counted from the earliest one that each free stretch can take, anew from each of the `midnights`;
 * Stretches in which nothing is asked are left out.
 */
export function openingStarts(
  stretches: readonly FreeStretch[],
  midnights: readonly Instant[],
  stepMinutes: number,
  asked: readonly Interval[],
): Instant[] {
  const step = stepMinutes * MINUTE;
  const starts: Instant[] = [];
  for (const stretch of stretches) {
    if (!asked.some((interval) => overlaps(interval, stretch))) continue;
    const anew = midnights.filter((midnight) => midnight > stretch.earliest && midnight < stretch.end);
    let origin = stretch.earliest;
    for (const end of [...anew, stretch.end]) {
      pushSteps(starts, { origin, step, from: origin, end });
      origin = end;
    }
  }
  return starts;
}

type Steps = {
  readonly origin: Instant;
  readonly step: number;
  readonly from: Instant;
  readonly end: Instant;
};

function pushSteps(starts: Instant[], { origin, step, from, end }: Steps): void {
  const first = origin + Math.ceil((from - origin) / step) * step;
  for (let start = first; start < end; start += step) starts.push(start);
}
