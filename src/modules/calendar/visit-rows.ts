import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { DAY } from "#kernel/instant.ts";

import type { FootprintRow } from "./footprint.ts";

/** The rows that these visits occupy, in order of start. */
export function rowsOfVisits(db: TenantReads, uids: readonly string[]): readonly FootprintRow[] {
  return db.all(occupiedBy({ uids: JSON.stringify(uids) }));
}

/** Deletes the rows that a visit occupies. Call it before its parts change, because they locate the rows. */
export function freeVisit(tx: TenantTx, uid: string): void {
  tx.run(removeOccupied({ uids: JSON.stringify([uid]) }));
}

/**
 * From each part to its person and resources, and from those to the rows around its time: this saves an index
 * over owners that every visit would have to update. A row starts at most a day before its part, by its
 * buffer. `uids` is a JSON array.
 */
const rowsFrom = (uids: string) => sql`
  json_each(${uids}) as asked
    cross join booking_items as part on part.booking_uid = asked.value
    cross join json_each(json_insert(part.terms -> '$.resource_ids', '$[#]', part.staff_id)) as subject
    cross join occupancies as row on row.subject_id = subject.value and row.owner_id = asked.value
      and row.start_at > part.start_at - ${sql.lit(DAY)} and row.start_at < part.end_at`;

// Distinct, because each row of a visit is found from each of its parts.
export const occupiedBy = statement((p: { uids: string }) =>
  build
    .selectFrom("occupancies")
    .select([
      "subject_kind as subjectKind",
      "subject_id as subjectId",
      "owner_id as ownerId",
      "claim",
      "seats",
    ])
    .select(["capacity", "start_at as start", "end_at as end"])
    .where(sql<boolean>`id in (
      select row.id from ${rowsFrom(p.uids)})`)
    .orderBy("start_at")
    .$castTo<FootprintRow>(),
);

const removeOccupied = statement((p: { uids: string }) =>
  build.deleteFrom("occupancies").where(sql<boolean>`id in (
      select row.id from ${rowsFrom(p.uids)})`),
);
