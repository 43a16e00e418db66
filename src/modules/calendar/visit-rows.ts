import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { DAY } from "#kernel/instant.ts";

import type { FootprintRow } from "./footprint.ts";

/** What these visits keep busy, in order of start. */
export function rowsOfVisits(db: TenantReads, uids: readonly string[]): readonly FootprintRow[] {
  return db.all(occupiedBy({ uids: JSON.stringify(uids) }));
}

/** Frees what a visit keeps busy: before its parts are changed, for these say what that is. */
export function freeVisit(tx: TenantTx, uid: string): void {
  tx.run(removeOccupied({ uids: JSON.stringify([uid]) }));
}

/**
 * From each part to its person and its things, and of each to the rows about its time: no index over owners has to
 * be written with each visit. A row begins at most a day before its part does, by its buffer. `uids` is a JSON array.
 */
const rowsFrom = (uids: string) => sql`
  json_each(${uids}) as asked
    cross join booking_items as part on part.booking_uid = asked.value
    cross join json_each(json_insert(part.terms -> '$.resource_ids', '$[#]', part.staff_id)) as subject
    cross join occupancies as row on row.subject_id = subject.value and row.owner_id = asked.value
      and row.start_at > part.start_at - ${sql.lit(DAY)} and row.start_at < part.end_at`;

// The rows of several parts are found from each of them.
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
