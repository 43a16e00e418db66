import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { toJson } from "#db/columns.ts";
import { AppError, invalid } from "#kernel/errors.ts";
import { assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { getOverrideRow, overrideView } from "./override-queries.ts";
import type { Override, OverrideInput, OverridePatch } from "./override-schemas.ts";
import { type OverrideRow, planOverride } from "./plan-staff.ts";
import { currentStaff } from "./queries.ts";

/**
 * Sets different hours for one date, for the business or for one member of staff (in their own zone). Throws
 * ALREADY_EXISTS if that date already has an override.
 */
export function addOverride(ctx: TenantContext, input: OverrideInput, how: WriteOptions = {}): Override {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const staffId = input.staff_id === null ? null : staffIdOf(tx, input.staff_id);
      const row = planOverride(input, staffId, { id: ctx.ids.ulid(), now: ctx.clock.now() });
      const changes = [insertOverride(tx, row, "date")];
      recordEvent(ctx, tx, { kind: "override_added", subject: `override:${row.id}`, changes });
      return overrideView(row);
    }),
  );
}

/**
 * Inserts an override as part of a larger command, which records the change. `path` names its date in errors.
 */
export function insertOverride(tx: TenantTx, row: OverrideRow, path: string): RowChange {
  assertDateIsFree(tx, row, path);
  tx.run(build.insertInto("overrides").values(row));
  return { table: "overrides", id: row.id, before: null, after: row };
}

/** Changes an override's date or hours. */
export function changeOverride(
  ctx: TenantContext,
  id: string,
  patch: OverridePatch,
  how: WriteOptions = {},
): Override {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getOverrideRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      const after: OverrideRow = {
        ...before,
        date: patch.date ?? before.date,
        hours: patch.hours ? toJson(patch.hours) : before.hours,
        version: before.version + 1,
        updated_at: ctx.clock.now(),
      };
      assertDateIsFree(tx, after, "date");
      tx.run(build.updateTable("overrides").set(after).where("id", "=", id));
      const change: RowChange = { table: "overrides", id, before, after };
      recordEvent(ctx, tx, { kind: "override_changed", subject: `override:${id}`, changes: [change] });
      return overrideView(after);
    }),
  );
}

/** Deletes an override: the weekly hours apply again. */
export function removeOverride(ctx: TenantContext, id: string, how: WriteOptions = {}): void {
  ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getOverrideRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      tx.run(build.deleteFrom("overrides").where("id", "=", id));
      const change: RowChange = { table: "overrides", id, before, after: null };
      recordEvent(ctx, tx, { kind: "override_removed", subject: `override:${id}`, changes: [change] });
      return null;
    }),
  );
}

/** Resolves an id or ref to the id of a member of staff; throws a 400 if there is none. */
export function staffIdOf(db: TenantReads, word: string): string {
  const staff = currentStaff(db);
  const found = staff.find((row) => row.id === word) ?? staff.find((row) => row.ref === word);
  if (!found) throw invalid("staff_id", "staff_id: there is no such member of staff");
  return found.id;
}

function assertDateIsFree(db: TenantReads, row: OverrideRow, path: string): void {
  const same = db.all(
    build
      .selectFrom("overrides")
      .select("id")
      .where("date", "=", row.date)
      .where("staff_id", "is", row.staff_id)
      .where("id", "<>", row.id),
  );
  if (same.length > 0) throw new AppError("ALREADY_EXISTS", "This date already has other hours.", { path });
}
