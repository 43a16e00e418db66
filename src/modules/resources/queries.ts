import { contains } from "#db/like.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import { isAfter, type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";

import type { ResourceRow } from "./plan-resource.ts";
import type { Resource } from "./schemas.ts";

/** A resource as the API shows it. */
export function resourceView(row: ResourceRow): Resource {
  return {
    id: row.id,
    ref: row.ref,
    name: row.name,
    quantity: row.quantity,
    active: row.active === 1,
    version: row.version,
    created_at: formatInstant(row.created_at),
    updated_at: formatInstant(row.updated_at),
  };
}

/** In the order in which they were added, without archived ones. */
export function listResources(db: TenantReads, { q, cursor, limit }: PageRequest): Page<Resource> {
  const after = positionOf(cursor, "text");
  let query = build.selectFrom("resources").selectAll().where("archived_at", "is", null);
  if (after) query = query.where(isAfter("id", after));
  if (q) query = query.where((row) => row.or([contains("name", q), contains("ref", q)]));
  const rows = db.all(query.orderBy("id").limit(limit + 1));
  return pageOf(rows, limit, (row) => row.id, resourceView);
}

/** One resource, even if archived. Throws NOT_FOUND. */
export function getResource(db: TenantReads, id: string): Resource {
  return resourceView(getResourceRow(db, id));
}

/** Throws NOT_FOUND for an unknown id. */
export function getResourceRow(db: TenantReads, id: string): ResourceRow {
  const row = db.first(resourceById({ id }));
  if (!row) throw notFound("There is no such resource.");
  return row;
}

/** Every resource that is not archived, in the order in which they were added. */
export function currentResources(db: TenantReads): ResourceRow[] {
  return db.all(resourcesNow({}));
}

const resourceById = statement((p: { id: string }) =>
  build.selectFrom("resources").selectAll().where("id", "=", p.id),
);

const resourcesNow = statement((_: object) =>
  build.selectFrom("resources").selectAll().where("archived_at", "is", null).orderBy("id"),
);
