import type { Selectable } from "kysely";

import type { ResourcesTable } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { freeRef } from "#modules/collection/index.ts";

import type { ResourceInput } from "./schemas.ts";

export type ResourceRow = Selectable<ResourcesTable>;

/** A resource with all optional fields filled in. */
export type CompleteResource = Required<{ [Key in keyof ResourceInput]: NonNullable<ResourceInput[Key]> }>;

/** Fills in omitted fields; `taken` holds the refs of the others. */
export function completeResource(input: ResourceInput, taken: ReadonlySet<string>): CompleteResource {
  return { ...input, ref: input.ref ?? freeRef(input.name, taken, "resource") };
}

/** The row of a new resource. */
export function planResource(
  resource: CompleteResource,
  made: { readonly id: string; readonly now: Instant },
): ResourceRow {
  return {
    id: made.id,
    ref: resource.ref,
    name: resource.name,
    quantity: resource.quantity,
    active: 1,
    version: 1,
    created_at: made.now,
    updated_at: made.now,
    archived_at: null,
  };
}
