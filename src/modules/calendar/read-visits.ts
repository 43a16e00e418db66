import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

import { countVisits, daysToCount, isLimited } from "./limits.ts";
import { bookableDays } from "./reach.ts";
import type { AvailabilityQuery, CalendarRules, VisitCounts } from "./rules.ts";
import { staffFor } from "./search.ts";
import type { Days } from "./windows.ts";

/** The dates whose visits must be counted for an answer; undefined if no limit could bind. */
export function planCountedDays(rules: CalendarRules, query: AvailabilityQuery): Days | undefined {
  const service = rules.services.get(query.serviceId);
  if (!service || !isLimited(rules, service, staffFor(rules, query), query)) return undefined;
  const days = bookableDays(rules, query);
  return days.fromDay > days.toDay ? undefined : daysToCount(rules, days);
}

/**
 * Counts the visits on these dates for every scope that has a limit. Cancelled and missed visits do not
 * count; holds and offers do while they are live at `now`; rows of `ignoreOwner` never do.
 */
export function readVisits(
  db: TenantReads,
  rules: CalendarRules,
  days: Days,
  { now, ignoreOwner }: Pick<AvailabilityQuery, "now" | "ignoreOwner">,
): VisitCounts {
  const pieces = rules.zone.dayPieces(days.fromDay, days.toDay);
  const span = { from: pieces[0]?.start ?? 0, to: pieces.at(-1)?.end ?? 0, now };
  const parts = [...db.all(bookedIn(span)), ...db.all(heldIn(span)), ...db.all(offeredIn(span))];
  const counted = ignoreOwner === undefined ? parts : parts.filter((part) => part.ownerId !== ignoreOwner);
  return countVisits(rules, days, counted);
}

type Span = { readonly from: Instant; readonly to: Instant; readonly now: Instant };

// Walks the index over starts, which contains the uids, and joins the parts of each visit.
export const bookedIn = statement((p: Span) =>
  build
    .selectFrom("bookings as visit")
    .crossJoin("booking_items as part")
    .whereRef("part.booking_uid", "=", "visit.uid")
    .select([
      "visit.uid as ownerId",
      "visit.start_at as start",
      "part.service_id as serviceId",
      "part.staff_id as staffId",
    ])
    .where("visit.start_at", ">=", p.from)
    .where("visit.start_at", "<", p.to)
    .where(sql<boolean>`part.counts = ${sql.lit(1)}`),
);

const part = sql<{ key: number; value: string }>`json_each(items)`.as("part");

export const heldIn = statement((p: Span) =>
  build
    .selectFrom("holds")
    .crossJoin(part)
    .select([
      "holds.id as ownerId",
      "start_at as start",
      sql<string>`part.value ->> 'service_id'`.as("serviceId"),
      sql<string>`part.value ->> 'staff_id'`.as("staffId"),
    ])
    .where("expires_at", ">", p.now)
    .where("start_at", ">=", p.from)
    .where("start_at", "<", p.to),
);

// Offers of one time to several people share a hold and count once.
export const offeredIn = statement((p: Span) =>
  build
    .selectFrom("waitlist_offers")
    .select(["hold_id as ownerId", "start_at as start", "service_id as serviceId", "staff_id as staffId"])
    .where(sql<boolean>`state = ${sql.lit("open")}`)
    .where("start_at", ">=", p.from)
    .where("start_at", "<", p.to),
);
