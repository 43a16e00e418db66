import { type Insertable, sql } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { OccupanciesTable } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type FootprintRow, freeVisit, MAX_SPAN } from "#modules/calendar/index.ts";

/** Who owns the rows, and what kind of claim they make. */
export type Occupant =
  | { readonly kind: "visit" | "offer"; readonly ownerId: string }
  | { readonly kind: "hold"; readonly ownerId: string; readonly expiresAt: Instant };

/**
 * Writes the rows that occupy people and resources for a visit, hold or offer. Triggers refuse whatever
 * overlaps (`isOccupancyConflict`). Triggers read no clock, so an expired hold may still be in the way; that
 * is rare, so such holds are deleted only after a refusal.
 */
export function occupy(tx: TenantTx, rows: readonly FootprintRow[], occupant: Occupant, now: Instant): void {
  for (const part of rows) {
    const row = insertOccupancy({
      subject_kind: part.subjectKind,
      subject_id: part.subjectId,
      kind: occupant.kind,
      owner_id: occupant.ownerId,
      claim: part.claim,
      seats: part.seats,
      capacity: part.capacity,
      start_at: part.start,
      end_at: part.end,
      expires_at: occupant.kind === "hold" ? occupant.expiresAt : null,
    });
    try {
      tx.run(row);
    } catch (error) {
      // Only the refused statement was rolled back, not the transaction.
      if (!isOccupancyConflict(error) || removeExpiredFrom(tx, part, now) === 0) throw error;
      tx.run(row);
    }
  }
}

function removeExpiredFrom(tx: TenantTx, { subjectId, start, end }: FootprintRow, now: Instant): number {
  const when = { after: start - MAX_SPAN, from: start, to: end, now };
  return tx.run(removeExpired({ subject: subjectId, ...when })).changes;
}

/** Deletes the rows that a visit, hold or offer occupies. */
export function vacate(tx: TenantTx, ownerId: string): void {
  tx.run(removeHeld({ owner: ownerId }));
  freeVisit(tx, ownerId);
}

/** Whether a write failed because the time is taken: the database has the final say. */
export function isOccupancyConflict(error: unknown): boolean {
  return error instanceof Error && error.message.includes("occupancy_conflict");
}

const insertOccupancy = statement((p: Required<Omit<Insertable<OccupanciesTable>, "id">>) =>
  build
    .insertInto("occupancies")
    .values(
      columnsOf(p, [
        "subject_kind",
        "subject_id",
        "kind",
        "owner_id",
        "claim",
        "seats",
        "capacity",
        "start_at",
        "end_at",
        "expires_at",
      ]),
    ),
);

// A literal, so that SQLite can use the partial index, which excludes visits.
const removeHeld = statement((p: { owner: string }) =>
  build
    .deleteFrom("occupancies")
    .where("owner_id", "=", p.owner)
    .where(sql<boolean>`kind <> ${sql.lit("visit")}`),
);

const removeExpired = statement(
  (p: { subject: string; after: Instant; from: Instant; to: Instant; now: Instant }) =>
    build
      .deleteFrom("occupancies")
      .where("subject_id", "=", p.subject)
      .where("start_at", ">", p.after)
      .where("start_at", "<", p.to)
      .where("end_at", ">", p.from)
      .where("kind", "=", "hold")
      .where("expires_at", "<=", p.now),
);
