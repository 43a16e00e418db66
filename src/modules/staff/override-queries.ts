import { fromJson } from "#db/columns.ts";
import { contains } from "#db/like.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import { isAfter, type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";

import type { Override, OverrideDocument } from "./override-schemas.ts";
import type { OverrideRow } from "./plan-staff.ts";

/** A stored override in the form of the tenant file. */
export function overrideDocumentOf(row: OverrideRow): OverrideDocument {
  return { date: row.date, hours: fromJson(row.hours).map(([start, end]) => [start, end]) };
}

/** An override as the API shows it. */
export function overrideView(row: OverrideRow): Override {
  return {
    id: row.id,
    staff_id: row.staff_id,
    ...overrideDocumentOf(row),
    version: row.version,
    created_at: formatInstant(row.created_at),
    updated_at: formatInstant(row.updated_at),
  };
}

/** Overrides of the business and of everyone, by date; `q` matches part of a date or a staff id. */
export function listOverrides(db: TenantReads, { q, cursor, limit }: PageRequest): Page<Override> {
  const after = positionOf(cursor, "text");
  let query = build.selectFrom("overrides").selectAll();
  if (after) query = query.where(isAfter("date", after));
  if (q) query = query.where((row) => row.or([contains("date", q), row("staff_id", "=", q)]));
  const rows = db.all(
    query
      .orderBy("date")
      .orderBy("id")
      .limit(limit + 1),
  );
  return pageOf(rows, limit, (row) => row.date, overrideView);
}

/** Throws NOT_FOUND. */
export function getOverride(db: TenantReads, id: string): Override {
  return overrideView(getOverrideRow(db, id));
}

/** Throws NOT_FOUND for an unknown id. */
export function getOverrideRow(db: TenantReads, id: string): OverrideRow {
  const row = db.first(build.selectFrom("overrides").selectAll().where("id", "=", id));
  if (!row) throw notFound("There is no such override.");
  return row;
}

/** All overrides, in the order in which they were added. */
export function allOverrides(db: TenantReads): OverrideRow[] {
  return db.all(build.selectFrom("overrides").selectAll().orderBy("id"));
}
