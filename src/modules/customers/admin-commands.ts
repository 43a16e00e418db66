import { assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { addCustomer, changeCustomer } from "./commands.ts";
import type { CustomerDetails } from "./details.ts";
import { customerRecord, type CustomerRecord, getCustomer } from "./queries.ts";

export type NewCustomer = CustomerDetails & { readonly notes?: string | undefined };
export type CustomerPatch = {
  readonly name?: string | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly notes?: string | undefined;
  readonly consentSms?: boolean | undefined;
};

/** Adds a customer on the business's behalf. */
export function addCustomerAsOwner(
  ctx: TenantContext,
  details: NewCustomer,
  how: WriteOptions,
): CustomerRecord {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const { customer, changes } = addCustomer(ctx, tx, details);
      recordEvent(ctx, tx, { kind: "customer_added", subject: `customer:${customer.id}`, changes });
      return customerRecord(customer);
    }),
  );
}

/** Corrects a customer's details. Throws NOT_FOUND and VERSION_MISMATCH. */
export function changeCustomerAsOwner(
  ctx: TenantContext,
  id: string,
  { consentSms, ...columns }: CustomerPatch,
  how: WriteOptions,
): CustomerRecord {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getCustomer(tx, id);
      assertVersion(before.version, how.ifMatch);
      const consent = consentSms === undefined ? {} : { sms_consent_at: consentSms ? ctx.clock.now() : null };
      const { customer, changes } = changeCustomer(ctx, tx, before, { ...given(columns), ...consent });
      recordEvent(ctx, tx, { kind: "customer_changed", subject: `customer:${id}`, changes });
      return customerRecord(customer);
    }),
  );
}

/** Removes the fields that were not sent. */
function given<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
