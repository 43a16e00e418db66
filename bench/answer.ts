import type { TenantDb } from "#db/tenant-db.ts";
import type { AvailabilityQuery } from "#modules/calendar/index.ts";
import { availabilityAnswer } from "#modules/calendar/answers.ts";

/** An answer about availability, written and sent at once. */
export function answer(db: TenantDb, query: AvailabilityQuery): void {
  const made = availabilityAnswer(db, query);
  if (made !== "unchanged") made.sent();
}
