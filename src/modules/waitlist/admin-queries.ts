import { build, type TenantReads } from "#db/tenant-db.ts";
import type { WaitlistStatus } from "#db/waitlist-tables.ts";
import { formatInstant } from "#kernel/instant.ts";
import { customersLike, customerView, getCustomer } from "#modules/customers/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { EntryRow } from "./entries.ts";
import { closedWhy, entryView } from "./view.ts";

export type EntryFilter = {
  /** Matches part of the customer's name, email or number. */
  readonly search?: string | undefined;
  readonly status?: WaitlistStatus | undefined;
  readonly serviceId?: string | undefined;
  /** The place of the last entry of the previous page. */
  readonly after?: number | undefined;
  readonly limit: number;
};

/** Entries in the order in which people are asked. */
export function listEntries(db: TenantReads, filter: EntryFilter): EntryRow[] {
  const { search, status, serviceId, after, limit } = filter;
  let query = build.selectFrom("waitlist_entries").selectAll();
  if (after !== undefined) query = query.where("place", ">", after);
  if (status) query = query.where("status", "=", status);
  if (serviceId) query = query.where("service_id", "=", serviceId);
  if (search) query = query.where("customer_id", "in", customersLike(search));
  return db.all(query.orderBy("place").limit(limit));
}

/** An entry as the business sees it, with its customer and the visit it would move. */
export function entryRecord(ctx: TenantContext, entry: EntryRow) {
  return {
    ...entryView(ctx, entry),
    customer: customerView(getCustomer(ctx.db, entry.customer_id)),
    closed_reason: closedWhy(ctx, entry),
    channel: entry.channel,
    version: entry.version,
    updated_at: formatInstant(entry.updated_at),
  };
}

export type EntryRecord = ReturnType<typeof entryRecord>;
