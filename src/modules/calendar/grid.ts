import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import type { DayPiece } from "#kernel/zone.ts";

import type { FreeStretch } from "./free-stretches.ts";

/**
 * Starts at multiples of `stepMinutes` on the wall clock, counted from the midnight of each date; both
 * occurrences of an hour that the clock shows twice, none of one that it leaps over (rule 3). None before
 * `earliest`.
 */
export function clockStarts(
  pieces: readonly DayPiece[],
  windows: readonly Interval[],
  stepMinutes: number,
  earliest: Instant,
): Instant[] {
  const step = stepMinutes * MINUTE;
  const starts: Instant[] = [];
  let next = 0;
  for (const piece of pieces) {
    while (next < windows.length && windows[next]!.end <= piece.start) next += 1;
    for (let i = next; i < windows.length && windows[i]!.start < piece.end; i += 1) {
      const window = windows[i]!;
      const end = Math.min(piece.end, window.end);
      const from = Math.max(piece.start, window.start, earliest);
      pushSteps(starts, { origin: piece.midnight, step, from, end });
    }
  }
  return starts;
}

/**
 * Starts counted from the earliest one that each free stretch can take, anew from each of the `midnights`;
 * `from` and `end` bound what is asked.
 */
export function openingStarts(
  stretches: readonly FreeStretch[],
  midnights: readonly Instant[],
  stepMinutes: number,
  asked: Interval,
): Instant[] {
  const step = stepMinutes * MINUTE;
  const starts: Instant[] = [];
  for (const stretch of stretches) {
    if (stretch.end <= asked.start || stretch.start >= asked.end) continue;
    const anew = midnights.filter((midnight) => midnight > stretch.earliest && midnight < stretch.end);
    const origins = [stretch.earliest, ...anew];
    for (const [i, origin] of origins.entries()) {
      const from = Math.max(origin, asked.start);
      pushSteps(starts, { origin, step, from, end: Math.min(origins[i + 1] ?? stretch.end, asked.end) });
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
