import { build, type TenantTx } from "#db/tenant-db.ts";
import { invalid } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { parseAll } from "#kernel/problems.ts";
import { getZone, type Zone } from "#kernel/zone.ts";
import { getProfile, occupyAbsence, type TimeOffRow, vacateAbsence } from "#modules/business/index.ts";
import { assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { staffIdOf } from "./override-commands.ts";
import { planTimeOff } from "./plan-staff.ts";
import { getTimeOffRow, timeOffDocumentOf, timeOffView } from "./time-off-queries.ts";
import {
  type TimeOff,
  type TimeOffDocument,
  timeOffDocument,
  type TimeOffInput,
  type TimeOffPatch,
} from "./time-off-schemas.ts";

type Made = { readonly id: string; readonly now: Instant; readonly zone: Zone };

/**
 * Adds time off, in wall-clock times of the business's zone. It may overlap visits, which then need
 * attention; nothing new is booked in it.
 */
export function addTimeOff(ctx: TenantContext, input: TimeOffInput, how: WriteOptions = {}): TimeOff {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const zone = getZone(getProfile(tx).time_zone);
      const made = { id: ctx.ids.ulid(), now: ctx.clock.now(), zone };
      const row = readTimeOff(input, staffIdOf(tx, input.staff_id), made, "");
      const changes = [insertTimeOff(tx, row)];
      recordEvent(ctx, tx, { kind: "time_off_added", subject: `time_off:${row.id}`, changes });
      return timeOffView(row);
    }),
  );
}

/**
 * As `planTimeOff`, but throws a 400 if a clock change skips all of it; `under` is the prefix of the path in
 * errors.
 */
export function readTimeOff(
  timeOff: TimeOffDocument,
  staffId: string,
  made: Made,
  under: string,
): TimeOffRow {
  const row = planTimeOff(timeOff, staffId, made);
  if (row) return row;
  throw invalid(`${under}end`, `${under}end: the clocks skip this time`, "TIME_DOES_NOT_EXIST");
}

/** Inserts an absence and its occupancies as part of a larger command, which records the change. */
export function insertTimeOff(tx: TenantTx, row: TimeOffRow): RowChange {
  tx.run(build.insertInto("time_off").values(row));
  occupyAbsence(tx, row);
  return { table: "time_off", id: row.id, before: null, after: row };
}

/** Changes when or why somebody is away. */
export function changeTimeOff(
  ctx: TenantContext,
  id: string,
  patch: TimeOffPatch,
  how: WriteOptions = {},
): TimeOff {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getTimeOffRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      const timeOff = parseAll(timeOffDocument, { ...timeOffDocumentOf(before), ...patch });
      const made = { id, now: ctx.clock.now(), zone: getZone(getProfile(tx).time_zone) };
      const after: TimeOffRow = {
        ...readTimeOff(timeOff, before.staff_id, made, ""),
        version: before.version + 1,
        created_at: before.created_at,
      };
      tx.run(build.updateTable("time_off").set(after).where("id", "=", id));
      occupyAbsence(tx, after);
      const change: RowChange = { table: "time_off", id, before, after };
      recordEvent(ctx, tx, { kind: "time_off_changed", subject: `time_off:${id}`, changes: [change] });
      return timeOffView(after);
    }),
  );
}

/** Deletes time off. */
export function removeTimeOff(ctx: TenantContext, id: string, how: WriteOptions = {}): void {
  ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getTimeOffRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      vacateAbsence(tx, id);
      tx.run(build.deleteFrom("time_off").where("id", "=", id));
      const change: RowChange = { table: "time_off", id, before, after: null };
      recordEvent(ctx, tx, { kind: "time_off_removed", subject: `time_off:${id}`, changes: [change] });
      return null;
    }),
  );
}
