import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { findNextExpiry } from "#modules/calendar/occupied.ts";
import { readVisits } from "#modules/calendar/read-visits.ts";
import type { CalendarRules, VisitCounts } from "#modules/calendar/rules.ts";
import type { Days } from "#modules/calendar/windows.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { stillTrue, type TrueFor } from "./still-true.ts";

/** Longer than the longest span that may be asked for, and still only a few kilobytes. */
const MOST_DAYS = 140;

type KeptVisits = TrueFor & { readonly visits: VisitCounts };

const files = new WeakMap<TenantDb, KeptVisits>();

/**
 * Visit counts for these dates, counted only where they are not cached: most queries between two bookings are
 * about the same weeks. Only outside transactions and under the business's own rules. `validUntil` is when
 * the next hold stops counting.
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
