import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { CalendarRules } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { planEntitlement, VISITS_A_MONTH } from "./plan-entitlement.ts";

/**
 * The plan's limit, counted in the transaction that books, so that of twenty who want the last place
 * just one gets it.
 */
export function checkEntitlement(
  ctx: TenantContext,
  tx: TenantTx,
  rules: CalendarRules,
  byOwner: boolean,
): "entitled" | "plan_limit" {
  const { plan } = ctx.tenant;
  if (VISITS_A_MONTH[plan] === null || byOwner) return "entitled";
  const counted = tx.first(bookedSince({ since: startOfMonth(rules, ctx.clock.now()) }))?.visits ?? 0;
  return planEntitlement(plan, counted, byOwner);
}

function startOfMonth(rules: CalendarRules, now: Instant): Instant {
  const month = rules.zone.localDateOf(now).slice(0, 7);
  return rules.zone.startOfDay(`${month}-01` as LocalDate);
}

const bookedSince = statement((p: { since: Instant }) =>
  build
    .selectFrom("bookings")
    .select((row) => row.fn.countAll<number>().as("visits"))
    .where("created_at", ">=", p.since)
    .where(sql<boolean>`status <> ${sql.lit("cancelled")}`),
);
