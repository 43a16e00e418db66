import { expressionBuilder, type Selectable } from "kysely";

import { contains } from "#db/like.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { CustomersTable } from "#db/tenant-tables.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";

import type { CustomerDetails } from "./details.ts";

export type CustomerRow = Selectable<CustomersTable>;

/** A customer as the API shows them. */
export type CustomerView = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
};

export function customerView(row: CustomerRow): CustomerView {
  return { id: row.id, name: row.name, email: row.email, phone: row.phone };
}

/** A customer as the business sees them. */
export function customerRecord(row: CustomerRow) {
  return {
    ...customerView(row),
    notes: row.notes,
    consent_sms: row.sms_consent_at !== null,
    version: row.version,
    created_at: formatInstant(row.created_at),
    updated_at: formatInstant(row.updated_at),
  };
}

export type CustomerRecord = ReturnType<typeof customerRecord>;

function findCustomer(db: TenantReads, id: string): CustomerRow | undefined {
  return db.first(customerById({ id }));
}

/** Throws NOT_FOUND for an unknown id. */
export function getCustomer(db: TenantReads, id: string): CustomerRow {
  const row = findCustomer(db, id);
  if (!row) throw notFound("There is no such customer.");
  return row;
}

/** The customer with this name whose known contacts are exactly those given. */
export function findSameCustomer(db: TenantReads, details: CustomerDetails): CustomerRow | undefined {
  const sameContact = details.email
    ? db.all(customersByEmail({ email: details.email }))
    : details.phone
      ? db.all(customersByPhone({ phone: details.phone }))
      : [];
  // Usually there is none, and normalizing a name is not free.
  if (sameContact.length === 0) return undefined;
  const name = foldName(details.name);
  return sameContact.find(
    (row) => foldName(row.name) === name && (details.phone === undefined || row.phone === details.phone),
  );
}

/** Finds customers by name, email or number, newest first; `after` is the last id of the previous page. */
export function listCustomers(
  db: TenantReads,
  page: { readonly search?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): CustomerRow[] {
  let query = build.selectFrom("customers").selectAll().where("erased_at", "is", null);
  if (page.after) query = query.where("id", "<", page.after);
  if (page.search) query = query.where(namedLike(page.search));
  return db.all(query.orderBy("id", "desc").limit(page.limit));
}

/** The ids of customers whose name, email or number contains this text, for use in a query. */
export function customersLike(search: string) {
  return build.selectFrom("customers").select("id").where(namedLike(search));
}

function namedLike(search: string) {
  return expressionBuilder().or(["name", "email", "phone"].map((column) => contains(column, search)));
}

function foldName(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

const customerById = statement((p: { id: string }) =>
  build.selectFrom("customers").selectAll().where("id", "=", p.id),
);

// Only the newest few: an address with dozens of names is somebody playing. The index has them in order.
const customersByEmail = statement((p: { email: string }) =>
  build
    .selectFrom("customers")
    .selectAll()
    .where("email", "=", p.email)
    .where("email", "is not", null)
    .where("erased_at", "is", null)
    .orderBy("id", "desc")
    .limit(50),
);

const customersByPhone = statement((p: { phone: string }) =>
  build
    .selectFrom("customers")
    .selectAll()
    .where("phone", "=", p.phone)
    .where("phone", "is not", null)
    .where("erased_at", "is", null)
    .orderBy("id", "desc")
    .limit(50),
);
