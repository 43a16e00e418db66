import type { Selectable } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { CustomersTable } from "#db/tenant-tables.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import type { CustomerDetails, CustomerWish } from "./details.ts";
import { type CustomerRow, findSameCustomer, getCustomer } from "./queries.ts";

/** The customer with this id, or as `findOrAddCustomer`. Throws NOT_FOUND for an unknown id. */
export function customerFor(ctx: TenantContext, tx: TenantTx, wish: CustomerWish): FoundCustomer {
  if ("id" in wish) return { customer: getCustomer(tx, wish.id), changes: [] };
  return findOrAddCustomer(ctx, tx, wish);
}

/** `changes` are the caller's to record; there are none if the customer was known and stays as they are. */
export type FoundCustomer = { readonly customer: CustomerRow; readonly changes: readonly RowChange[] };

/**
 * The customer with exactly these details, or a new one. Part of a larger command: the caller records the
 * changes. A stranger who knows somebody's address must not be able to change that person's record, so a
 * customer only matches if name and given contacts are the same, and nothing but consent is updated.
 */
export function findOrAddCustomer(ctx: TenantContext, tx: TenantTx, details: CustomerDetails): FoundCustomer {
  const known = findSameCustomer(tx, details);
  if (!known) return addCustomer(ctx, tx, details);
  if (!details.consentSms || known.sms_consent_at !== null) return { customer: known, changes: [] };
  return changeCustomer(ctx, tx, known, { sms_consent_at: ctx.clock.now() });
}

/** Inserts a customer, and returns the change. */
export function addCustomer(
  ctx: TenantContext,
  tx: TenantTx,
  details: CustomerDetails & { readonly notes?: string | undefined },
): FoundCustomer {
  const now = ctx.clock.now();
  const customer: Selectable<CustomersTable> = {
    id: ctx.ids.ulid(),
    name: details.name,
    email: details.email ?? null,
    phone: details.phone ?? null,
    notes: details.notes ?? "",
    sms_consent_at: details.consentSms ? now : null,
    version: 1,
    created_at: now,
    updated_at: now,
    erased_at: null,
  };
  tx.run(insertCustomer(customer));
  return { customer, changes: [{ table: "customers", id: customer.id, before: null, after: customer }] };
}

/** Writes some columns of a customer, and returns the change. */
export function changeCustomer(
  ctx: TenantContext,
  tx: TenantTx,
  before: CustomerRow,
  columns: Partial<Pick<CustomerRow, "name" | "email" | "phone" | "notes" | "sms_consent_at">>,
): FoundCustomer {
  const changed = { ...columns, version: before.version + 1, updated_at: ctx.clock.now() };
  tx.run(build.updateTable("customers").set(changed).where("id", "=", before.id));
  const customer = getCustomer(tx, before.id);
  return { customer, changes: [{ table: "customers", id: before.id, before, after: customer }] };
}

const insertCustomer = statement((p: Selectable<CustomersTable>) =>
  build
    .insertInto("customers")
    .values(
      columnsOf(p, [
        "id",
        "name",
        "email",
        "phone",
        "notes",
        "sms_consent_at",
        "version",
        "created_at",
        "updated_at",
        "erased_at",
      ]),
    ),
);
