import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import { findAvailability } from "#modules/calendar/index.ts";

import { NOW, SERVICE, TODAY } from "./salon.ts";

/** The salon's visits start on the half hour, and so do those booked while measuring. */
const HALF_HOUR = 30 * 60_000;
const FROM_DAY = 31;

/**
 * Free starts, one for each member of staff who is free then, after the month that already has visits. They
 * are far apart in time, so that a booking does not find the previous one's pages in the cache by luck.
 */
export function freeStarts(db: TenantDb, count: number): Iterator<Instant, never> {
  const starts: Instant[] = [];
  for (let day = FROM_DAY; starts.length < count; day += 30) {
    const { slots } = findAvailability(db, {
      serviceId: SERVICE,
      from: addDays(TODAY, day),
      to: addDays(TODAY, day + 29),
      now: NOW,
    });
    for (const slot of slots)
      if (slot.start % HALF_HOUR === 0) for (const _ of slot.staffIds) starts.push(slot.start);
  }
  return scattered(starts);
}

/** Yields each once, in scattered order; throws when there are no more. */
function* scattered(starts: readonly Instant[]): Generator<Instant, never> {
  const stride = 7919;
  for (let i = 0; i < starts.length; i += 1) yield starts[(i * stride) % starts.length]!;
  throw new RangeError(`All ${starts.length} free starts were used.`);
}
