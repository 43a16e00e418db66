import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { findNextExpiry } from "#modules/calendar/occupied.ts";
import { readVisits } from "#modules/calendar/read-visits.ts";
import type { CalendarRules, VisitCounts } from "#modules/calendar/rules.ts";
import type { Days } from "#modules/calendar/windows.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { stillTrue, type TrueFor } from "./still-true.ts";

/** Longer than the longest question that anybody may ask, and still a few kilobytes. */
const MOST_DAYS = 140;

type KeptVisits = TrueFor & { readonly visits: VisitCounts };

const files = new WeakMap<TenantDb, KeptVisits>();

/**
 * How many visits there are on these dates, counted again only where it is not known: most questions between
 * two bookings are about the same weeks. Outside of transactions, and by the business's own rules, only.
 * `validUntil` is when the next hold stops to count.
 */
export function keptVisits(
  db: TenantDb,
  rules: CalendarRules,
  days: Days,
  now: Instant,
): Pick<KeptVisits, "visits" | "validUntil"> {
  const version = tenantVersion(db);
  const known = files.get(db);
  const isTrue = known !== undefined && stillTrue(known, version, now);
  if (isTrue && known.visits.fromDay <= days.fromDay && days.toDay <= known.visits.toDay) return known;
  const wanted = isTrue ? together(known.visits, days) : days;
  const kept = {
    ...version,
    madeAt: now,
    validUntil: findNextExpiry(db, now) ?? Infinity,
    visits: readVisits(db, rules, wanted, { now }),
  };
  files.set(db, kept);
  return kept;
}

function together(known: Days, asked: Days): Days {
  const all = {
    fromDay: Math.min(known.fromDay, asked.fromDay),
    toDay: Math.max(known.toDay, asked.toDay),
  };
  return all.toDay - all.fromDay < MOST_DAYS ? all : asked;
}
