import type { Selectable } from "kysely";

import type { CustomersTable } from "#db/tenant-tables.ts";
import type { RecordedEvent } from "#tenancy/domain-event.ts";

/** A customer who was written with their visit, so that they need not be read; undefined if they were known. */
export function newcomerIn(
  { changes }: RecordedEvent,
  customerId: string | undefined,
): Selectable<CustomersTable> | undefined {
  const written = changes.find(({ table, id }) => table === "customers" && id === customerId);
  return written?.after as Selectable<CustomersTable> | undefined;
}
