import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { parseAll } from "#kernel/problems.ts";
import { getZone } from "#kernel/zone.ts";
import { getProfile } from "#modules/business/index.ts";
import {
  archived,
  assertRefIsFree,
  assertVersion,
  changeLinks,
  resolveRefs,
  type WriteOptions,
} from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import { currentServices } from "#modules/services/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { insertOverride } from "./override-commands.ts";
import {
  type CompleteStaff,
  completeStaff,
  planOverride,
  planStaff,
  staffDocument,
  type StaffRow,
} from "./plan-staff.ts";
import { currentStaff, getStaff, getStaffRow, skillsOf } from "./queries.ts";
import { type StaffInput, staffInput, type StaffMember, type StaffPatch } from "./schemas.ts";
import { insertTimeOff, readTimeOff } from "./time-off-commands.ts";

/**
 * Adds a member of staff with their overrides and time off. Throws ALREADY_EXISTS if the ref is taken, and a
 * 400 for a service that does not exist.
 */
export function addStaff(ctx: TenantContext, input: StaffInput, how: WriteOptions = {}): StaffMember {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const id = ctx.ids.ulid();
      const staff = complete(tx, input, id);
      const row = planStaff(staff, { id, now: ctx.clock.now(), sortOrder: nextSortOrder(tx) });
      const changes = [
        insertStaff(tx, row),
        ...changeSkills(tx, id, serviceIds(tx, staff)),
        ...addCalendar(ctx, tx, id, staff),
      ];
      recordEvent(ctx, tx, { kind: "staff_added", subject: `staff:${id}`, changes });
      return getStaff(tx, id);
    }),
  );
}

/** Inserts a new member of staff as part of a larger command, which records the change. */
export function insertStaff(tx: TenantTx, row: StaffRow): RowChange {
  tx.run(build.insertInto("staff").values(row));
  return { table: "staff", id: row.id, before: null, after: row };
}

/**
 * Changes some fields. Visits that no longer fit the hours or services stay as they are (SCHEDULING rule 13).
 * `active: true` restores an archived member of staff.
 */
export function changeStaff(
  ctx: TenantContext,
  id: string,
  patch: StaffPatch,
  how: WriteOptions = {},
): StaffMember {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getStaffRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      const does = skillsOf(tx, id).map((skill) => skill.id);
      const staff = complete(tx, parseAll(staffInput, { ...staffDocument(before, does), ...patch }), id);
      const planned = planStaff(staff, { id, now: ctx.clock.now(), sortOrder: before.sort_order });
      const after: StaffRow = {
        ...planned,
        version: before.version + 1,
        created_at: before.created_at,
        archived_at: staff.active ? null : before.archived_at,
      };
      const changes = [
        replaceStaff(tx, before, after),
        ...(patch.services ? changeSkills(tx, id, serviceIds(tx, staff)) : []),
      ];
      recordEvent(ctx, tx, { kind: "staff_changed", subject: `staff:${id}`, changes });
      return getStaff(tx, id);
    }),
  );
}

/** Archives a member of staff: no new visits; booked ones stay and need attention. */
export function archiveStaff(ctx: TenantContext, id: string, how: WriteOptions = {}): void {
  ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getStaffRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      if (before.archived_at !== null) return null;
      const change = replaceStaff(tx, before, archived(before, ctx.clock.now()));
      recordEvent(ctx, tx, { kind: "staff_archived", subject: `staff:${id}`, changes: [change] });
      return null;
    }),
  );
}

/** Sets the services that somebody does, as part of a larger command, which records the changes. */
export function changeSkills(tx: TenantTx, staffId: string, serviceIds: readonly string[]): RowChange[] {
  return changeLinks({
    table: "staff_services",
    id: staffId,
    before: skillsOf(tx, staffId).map((skill) => skill.id),
    after: serviceIds,
    rowOf: (id) => ({ staff_id: staffId, service_id: id }),
    remove: (row) =>
      tx.run(
        build
          .deleteFrom("staff_services")
          .where("staff_id", "=", row.staff_id)
          .where("service_id", "=", row.service_id),
      ),
    insert: (row) => tx.run(build.insertInto("staff_services").values(row)),
  });
}

function addCalendar(ctx: TenantContext, tx: TenantTx, staffId: string, staff: CompleteStaff): RowChange[] {
  const now = ctx.clock.now();
  const zone = getZone(getProfile(tx).time_zone);
  return [
    ...staff.overrides.map((override, i) =>
      insertOverride(tx, planOverride(override, staffId, { id: ctx.ids.ulid(), now }), `overrides.${i}.date`),
    ),
    ...staff.time_off.map((timeOff, i) => {
      const made = { id: ctx.ids.ulid(), now, zone };
      return insertTimeOff(tx, readTimeOff(timeOff, staffId, made, `time_off.${i}.`));
    }),
  ];
}

function complete(db: TenantReads, input: StaffInput, id: string): CompleteStaff {
  const others = currentStaff(db).filter((row) => row.id !== id);
  const services = currentServices(db).map((service) => service.id);
  const staff = completeStaff(input, { taken: new Set(others.map((row) => row.ref)), services });
  assertRefIsFree(staff.ref, others, "member of staff");
  return staff;
}

function serviceIds(db: TenantReads, staff: CompleteStaff): string[] {
  return resolveRefs(staff.services, currentServices(db), "service", "services").map((service) => service.id);
}

function nextSortOrder(db: TenantReads): number {
  return Math.max(-1, ...currentStaff(db).map((row) => row.sort_order)) + 1;
}

function replaceStaff(tx: TenantTx, before: StaffRow, after: StaffRow): RowChange {
  tx.run(build.updateTable("staff").set(after).where("id", "=", before.id));
  return { table: "staff", id: before.id, before, after };
}
