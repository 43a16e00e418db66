import { type Insertable, type Selectable, sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { OccupanciesTable, TimeOffTable } from "#db/tenant-tables.ts";
import { HOUR, type Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import { parseLocalDateTime } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

export type TimeOffRow = Selectable<TimeOffTable>;

/** The longest row that `occupancies` accepts, in milliseconds. */
const LONGEST_ROW = 48 * HOUR;

/**
 * The instants of an absence given in local times; undefined if no time lies between them. Edges are read
 * like those of a window (SCHEDULING rule 3): a skipped time is the instant of the change, a repeated one the
 * earlier start and the later end.
 */
export function spanOfTimeOff(zone: Zone, startLocal: string, endLocal: string): Interval | undefined {
  const [from, to] = [parseLocalDateTime(startLocal), parseLocalDateTime(endLocal)];
  if (!from || !to) return undefined;
  const start = zone.localToInstant(from.date, from.minutes, "earlier");
  const end = zone.localToInstant(to.date, to.minutes, "later");
  return start < end ? { start, end } : undefined;
}

/** The occupancies of an absence, none longer than the table allows. */
export function planAbsence(timeOff: Pick<TimeOffRow, "id" | "staff_id" | "start_at" | "end_at">) {
  const rows: Insertable<OccupanciesTable>[] = [];
  for (let start = timeOff.start_at; start < timeOff.end_at; start += LONGEST_ROW) {
    rows.push({
      subject_kind: "staff",
      subject_id: timeOff.staff_id,
      kind: "absence",
      owner_id: timeOff.id,
      claim: timeOff.id,
      seats: 1,
      capacity: 1,
      start_at: start,
      end_at: Math.min(start + LONGEST_ROW, timeOff.end_at),
      expires_at: null,
    });
  }
  return rows;
}

/** Writes the occupancies of an absence, replacing its previous ones. */
export function occupyAbsence(tx: TenantTx, timeOff: TimeOffRow): void {
  vacateAbsence(tx, timeOff.id);
  for (const row of planAbsence(timeOff)) tx.run(build.insertInto("occupancies").values(row));
}

/** Deletes the occupancies of an absence. */
export function vacateAbsence(tx: TenantTx, timeOffId: string): void {
  tx.run(removeAbsence({ owner: timeOffId }));
}

/**
 * Time off is local time: if the business moves to another zone, absences that have not ended keep their
 * wall-clock times and shift. Part of a larger command, which records the changes.
 */
export function moveTimeOff(tx: TenantTx, zone: Zone, now: Instant): RowChange[] {
  return unfinishedTimeOff(tx, now).flatMap((before) => {
    const span = spanOfTimeOff(zone, before.start_local, before.end_local);
    // A clock change in the new zone may skip all of it: then it stays where it was.
    if (!span || (span.start === before.start_at && span.end === before.end_at)) return [];
    const after: TimeOffRow = {
      ...before,
      start_at: span.start,
      end_at: span.end,
      version: before.version + 1,
      updated_at: now,
    };
    tx.run(build.updateTable("time_off").set(after).where("id", "=", before.id));
    occupyAbsence(tx, after);
    return [{ table: "time_off", id: before.id, before, after }];
  });
}

function unfinishedTimeOff(db: TenantReads, now: Instant): TimeOffRow[] {
  return db.all(build.selectFrom("time_off").selectAll().where("end_at", ">", now).orderBy("id"));
}

const removeAbsence = statement((p: { owner: string }) =>
  build
    .deleteFrom("occupancies")
    .where("owner_id", "=", p.owner)
    .where(sql<boolean>`kind <> ${sql.lit("visit")}`),
);
