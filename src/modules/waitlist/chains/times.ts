import type { TenantReads } from "#db/tenant-db.ts";
import type { FreedTimeDocument } from "#db/waitlist-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Booking, findBooking } from "#modules/booking/index.ts";
import { rowsOfVisits } from "#modules/calendar/index.ts";

/** A time that a link can take: the freed one, or the one that a moving visit vacates. */
export type ChainTime = {
  readonly start: Instant;
  readonly end: Instant;
  readonly times: readonly FreedTimeDocument[];
  /** The visit that still occupies it; null for the freed time itself. */
  readonly visit: Booking | null;
};

/** The time that moving this visit would free; null without a visit. */
export function timeOfVisit(db: TenantReads, uid: string | null): ChainTime | null {
  const visit = uid === null ? undefined : findBooking(db, uid);
  if (!visit) return null;
  const { start_at: start, end_at: end } = visit.row;
  return { visit, start, end, times: timesOfVisit(db, visit.row.uid) };
}

/** The time of people and resources that a visit occupies. */
export function timesOfVisit(db: TenantReads, uid: string): readonly FreedTimeDocument[] {
  return rowsOfVisits(db, [uid]).map(({ subjectId, start, end }) => ({
    subject_id: subjectId,
    start_at: start,
    end_at: end,
  }));
}
