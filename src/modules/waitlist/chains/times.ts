import type { TenantReads } from "#db/tenant-db.ts";
import type { FreedTimeDocument } from "#db/waitlist-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Booking, findBooking } from "#modules/booking/index.ts";
import { rowsOfVisits } from "#modules/calendar/index.ts";

/** Time that somebody in a chain can have: the freed one, or what a visit leaves when it moves. */
export type ChainTime = {
  readonly start: Instant;
  readonly end: Instant;
  readonly times: readonly FreedTimeDocument[];
  /** The visit that has it still; null for the freed time itself. */
  readonly visit: Booking | null;
};

/** What would be free if a visit moved; null for who has none. */
export function timeOfVisit(db: TenantReads, uid: string | null): ChainTime | null {
  const visit = uid === null ? undefined : findBooking(db, uid);
  if (!visit) return null;
  const { start_at: start, end_at: end } = visit.row;
  return { visit, start, end, times: timesOfVisit(db, visit.row.uid) };
}

/** Whose time a visit has. */
export function timesOfVisit(db: TenantReads, uid: string): readonly FreedTimeDocument[] {
  return rowsOfVisits(db, [uid]).map(({ subjectId, start, end }) => ({
    subject_id: subjectId,
    start_at: start,
    end_at: end,
  }));
}
