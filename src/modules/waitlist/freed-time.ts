import type { FreedSlotCause, FreedTimeDocument } from "#db/waitlist-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type FootprintRow, type Stretch, withoutTaken } from "#modules/calendar/index.ts";

/** Time of people and resources that was given up and is now offered to the waitlist. */
export type Freed = {
  readonly cause: FreedSlotCause;
  /** The uid of the visit that it belonged to. */
  readonly freedBy: string | null;
  /** The customer who gave it up, who is not asked. */
  readonly notFor: string | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly times: readonly FreedTimeDocument[];
};

/** Whether a visit with this footprint would use any of the time. */
export function usesFreed(times: readonly FreedTimeDocument[], rows: readonly FootprintRow[]): boolean {
  return rows.some((row) =>
    times.some(
      (time) => time.subject_id === row.subjectId && time.start_at < row.end && row.start < time.end_at,
    ),
  );
}

/** What is left of the time without these stretches. */
export function withoutTimes(
  times: readonly FreedTimeDocument[],
  taken: readonly FreedTimeDocument[],
): readonly FreedTimeDocument[] {
  return timesOf(withoutTaken(stretchesOf(times), stretchesOf(taken)));
}

/** The time that the rows of a footprint occupy. */
export function timesOf(rows: readonly Stretch[]): readonly FreedTimeDocument[] {
  return rows.map((row) => ({ subject_id: row.subjectId, start_at: row.start, end_at: row.end }));
}

/** As `timesOf`, the other way round. */
export function stretchesOf(times: readonly FreedTimeDocument[]): readonly Stretch[] {
  return times.map((time) => ({ subjectId: time.subject_id, start: time.start_at, end: time.end_at }));
}

/** From the first start to the last end; undefined if there is no time. */
export function spanOf(
  times: readonly FreedTimeDocument[],
): { readonly start: Instant; readonly end: Instant } | undefined {
  if (times.length === 0) return undefined;
  return {
    start: Math.min(...times.map((time) => time.start_at)),
    end: Math.max(...times.map((time) => time.end_at)),
  };
}
