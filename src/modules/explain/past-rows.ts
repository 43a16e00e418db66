import type { Selectable } from "kysely";

import type { TenantTables } from "#db/tenant-tables.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

/** The tables that determine what is offered. */
const TABLES = [
  "settings",
  "services",
  "service_resources",
  "resources",
  "staff",
  "staff_services",
  "overrides",
  "holidays",
  "time_off",
  "booking_items",
  "holds",
  "waitlist_offers",
  "waitlist_chain_steps",
] as const;

type Table = (typeof TABLES)[number];
export type Row<T extends Table> = Selectable<TenantTables[T]>;

/** Rows of those tables as of some time, by key. */
export type PastRows = { readonly [T in Table]: Map<string, Row<T>> };

/** No rows yet. */
export function noRows(): PastRows {
  return Object.fromEntries(TABLES.map((table) => [table, new Map()])) as PastRows;
}

/** Adds or replaces a row. */
export function putRow<T extends Table>(rows: PastRows, table: T, row: Row<T>): void {
  rows[table].set(keyOf(table, row), row);
}

/** Undoes one change: restores the row to what it was before. Returns its key if its table matters. */
export function undo(rows: PastRows, change: RowChange): string | undefined {
  const table = TABLES.find((one) => one === change.table);
  const row = change.before ?? change.after;
  if (table === undefined || row === null) return undefined;
  const key = keyOf(table, row);
  if (change.before) (rows[table] as Map<string, unknown>).set(key, change.before);
  else rows[table].delete(key);
  return `${table}/${key}`;
}

const KEYS: { readonly [T in Table]?: readonly string[] } = {
  settings: ["key"],
  service_resources: ["service_id", "resource_id"],
  staff_services: ["staff_id", "service_id"],
  holidays: ["date", "name"],
  booking_items: ["booking_uid", "position"],
  waitlist_chain_steps: ["offer_id"],
};

function keyOf(table: Table, row: object): string {
  const columns = row as Readonly<Record<string, unknown>>;
  return (KEYS[table] ?? ["id"]).map((column) => String(columns[column])).join("/");
}
