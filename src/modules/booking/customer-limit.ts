import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { CalendarRules } from "#modules/calendar/index.ts";
import { type CustomerDetails, findSameCustomer } from "#modules/customers/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** Who books: their details, or the id of one whom the business knows. */
export type CustomerWish = CustomerDetails | { readonly id: string };

/** A customer has as many visits ahead of them (`most`) as the business takes for one. */
export type CustomerLimit = { readonly outcome: "customer_limit"; readonly most: number };

/**
 * Whether this customer may have no further visit now (SCHEDULING rule 1). Asked in the transaction that
 * books, before anything is written: who it is is not known when slots are listed.
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

/** Of one customer, by the index over their visits: history is not read. */
export const visitsAhead = statement((p: { customer: string; now: Instant }) =>
  build
    .selectFrom("bookings")
    .select((row) => row.fn.countAll<number>().as("visits"))
    .where("customer_id", "=", p.customer)
    .where("start_at", ">=", p.now)
    .where(sql<boolean>`status in (${sql.lit("confirmed")}, ${sql.lit("pending_payment")})`),
);
