import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { CalendarRules } from "#modules/calendar/index.ts";
import { type CustomerWish, findSameCustomer } from "#modules/customers/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** The customer already has `most` upcoming visits, the business's limit for one customer. */
export type CustomerLimit = { readonly outcome: "customer_limit"; readonly most: number };

/**
 * Whether this customer has reached their limit (SCHEDULING rule 1). Checked in the booking transaction
 * before anything is written; while slots are listed the customer is not known yet.
 */
export function findCustomerLimit(
  ctx: TenantContext,
  reads: TenantReads,
  { activePerCustomer: most }: CalendarRules,
  customer: CustomerWish,
): CustomerLimit | undefined {
  if (most === null || most === undefined) return undefined;
  const id = "id" in customer ? customer.id : findSameCustomer(reads, customer)?.id;
  if (id === undefined) return undefined;
  const { visits = 0 } = reads.first(visitsAhead({ customer: id, now: ctx.clock.now() })) ?? {};
  return visits >= most ? { outcome: "customer_limit", most } : undefined;
}

/** Uses the index over a customer's visits by start, so past visits are not read. */
export const visitsAhead = statement((p: { customer: string; now: Instant }) =>
  build
    .selectFrom("bookings")
    .select((row) => row.fn.countAll<number>().as("visits"))
    .where("customer_id", "=", p.customer)
    .where("start_at", ">=", p.now)
    .where(sql<boolean>`status in (${sql.lit("confirmed")}, ${sql.lit("pending_payment")})`),
);
