import { type Minute, minuteFrom, type Spans } from "#kernel/spans.ts";
import type { DayPiece } from "#kernel/zone.ts";

import type { FreeStretch } from "./free-stretches.ts";

/**
 * Starts at multiples of `step` wall-clock minutes from the midnight of each date: both occurrences of a
 * repeated hour, none in a skipped one (rule 3).
 */
export function clockStarts(pieces: readonly DayPiece[], windows: Spans, step: number): Minute[] {
  const starts: Minute[] = [];
  let next = 0;
  for (const piece of pieces) {
    const [from, to] = [minuteFrom(piece.start), minuteFrom(piece.end)];
    while (next < windows.length && windows[next + 1]! <= from) next += 2;
    for (let i = next; i < windows.length && windows[i]! < to; i += 2) {
      const origin = minuteFrom(piece.midnight);
      pushSteps(starts, {
        origin,
        step,
        from: Math.max(from, windows[i]!),
        end: Math.min(to, windows[i + 1]!),
      });
    }
  }
  return starts;
}

/**
 * Starts counted from the earliest one that each free stretch can take, starting over at each of the
 * `midnights`. Stretches without requested time are skipped.
 */
export function openingStarts(
  stretches: readonly FreeStretch[],
  midnights: readonly Minute[],
  step: number,
  asked: Spans,
): Minute[] {
  const starts: Minute[] = [];
  for (const stretch of stretches) {
    if (!meets(asked, stretch)) continue;
    const anew = midnights.filter((midnight) => midnight > stretch.earliest && midnight < stretch.end);
    let origin = stretch.earliest;
    for (const end of [...anew, stretch.end]) {
      pushSteps(starts, { origin, step, from: origin, end });
      origin = end;
    }
  }
  return starts;
}

function meets(spans: Spans, { start, end }: FreeStretch): boolean {
  for (let i = 0; i < spans.length; i += 2) if (spans[i]! < end && start < spans[i + 1]!) return true;
  return false;
}

type Steps = {
  readonly origin: Minute;
  readonly step: number;
  readonly from: Minute;
  readonly end: Minute;
};

function pushSteps(starts: Minute[], { origin, step, from, end }: Steps): void {
  const first = origin + Math.ceil((from - origin) / step) * step;
  for (let start = first; start < end; start += step) starts.push(start);
}
