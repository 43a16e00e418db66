import { contains } from "#db/like.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import type { TimeOffRow } from "#modules/business/index.ts";
import { isAfter, type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";

import type { TimeOff, TimeOffDocument } from "./time-off-schemas.ts";

/** A stored absence in the form of the tenant file. */
export function timeOffDocumentOf(row: TimeOffRow): TimeOffDocument {
  return { start: row.start_local, end: row.end_local, reason: row.reason };
}

/** An absence as the API shows it. */
export function timeOffView(row: TimeOffRow): TimeOff {
  return {
    id: row.id,
    staff_id: row.staff_id,
    ...timeOffDocumentOf(row),
    start_at: formatInstant(row.start_at),
    end_at: formatInstant(row.end_at),
    version: row.version,
    created_at: formatInstant(row.created_at),
    updated_at: formatInstant(row.updated_at),
  };
}

/** Lists absences by start; `q` matches part of the reason, the start of a date, or a staff id. */
export function listTimeOff(db: TenantReads, { q, cursor, limit }: PageRequest): Page<TimeOff> {
  const after = positionOf(cursor, "number");
  let query = build.selectFrom("time_off").selectAll();
  if (after) query = query.where(isAfter("start_at", after));
  if (q) {
    query = query.where((row) =>
      row.or([contains("reason", q), contains("start_local", q), row("staff_id", "=", q)]),
    );
  }
  const rows = db.all(
    query
      .orderBy("start_at")
      .orderBy("id")
      .limit(limit + 1),
  );
  return pageOf(rows, limit, (row) => row.start_at, timeOffView);
}

/** Throws NOT_FOUND. */
export function getTimeOff(db: TenantReads, id: string): TimeOff {
  return timeOffView(getTimeOffRow(db, id));
}

/** Throws NOT_FOUND for an unknown id. */
export function getTimeOffRow(db: TenantReads, id: string): TimeOffRow {
  const row = db.first(build.selectFrom("time_off").selectAll().where("id", "=", id));
  if (!row) throw notFound("There is no such time off.");
  return row;
}

/** All absences, in the order in which they were added. */
export function allTimeOff(db: TenantReads): TimeOffRow[] {
  return db.all(build.selectFrom("time_off").selectAll().orderBy("id"));
}
