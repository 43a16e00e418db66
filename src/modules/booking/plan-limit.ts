import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { ulidsFrom } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { type CalendarRules, calendarRules } from "#modules/calendar/index.ts";
import type { PlanName } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { refusalError } from "./refusals.ts";

/** How many visits customers may book per calendar month (in the business's zone); null: any number. */
export const VISITS_A_MONTH: Readonly<Record<PlanName, number | null>> = {
  starter: 100,
  standard: 500,
  premium: null,
};

/**
 * Whether the plan's visits for this month are used up. A visit counts in the month in which it was booked;
 * cancelled visits do not count, those that the owner enters do. Binding only in the booking transaction, so
 * that of twenty customers who compete for the last visit exactly one gets it.
 */
export function isPlanSpent(ctx: TenantContext, rules: CalendarRules, reads: TenantReads = ctx.db): boolean {
  const most = VISITS_A_MONTH[ctx.tenant.plan];
  if (most === null) return false;
  const since = startOfMonth(rules, ctx.clock.now());
  const booked = reads.first(bookedSince({ since, from: ulidsFrom(since), most }))?.visits ?? 0;
  return booked >= most;
}

/** Throws PLAN_LIMIT if so, so that nobody picks or holds a time that would be refused in the end. */
export function assertPlanIsNotSpent(ctx: TenantContext): void {
  const rules = calendarRules(ctx.db);
  if (isPlanSpent(ctx, rules)) throw refusalError({ outcome: "plan_limit" }, rules.zone);
}

function startOfMonth(rules: CalendarRules, now: Instant): Instant {
  const month = rules.zone.localDateOf(now).slice(0, 7);
  return rules.zone.startOfDay(`${month}-01` as LocalDate);
}

/**
 * Counts visits booked since an instant, up to `most`. Uids are ULIDs and so sort by time of booking: the
 * scan is bounded by the plan's own limit, and needs no further index that every booking would have to
 * update.
 */
const bookedSince = statement((p: { since: Instant; from: string; most: number }) =>
  build
    .selectFrom((visits) =>
      visits
        .selectFrom("bookings")
        .select("uid")
        .where("uid", ">=", p.from)
        .where("created_at", ">=", p.since)
        .where(sql<boolean>`status <> ${sql.lit("cancelled")}`)
        .limit(p.most)
        .as("visit"),
    )
    .select((row) => row.fn.countAll<number>().as("visits")),
);
