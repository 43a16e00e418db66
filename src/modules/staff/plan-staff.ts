import type { Selectable } from "kysely";

import { flag, fromJson, toJson } from "#db/columns.ts";
import type { OverridesTable, StaffTable } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import { spanOfTimeOff, type TimeOffRow } from "#modules/business/index.ts";
import { freeRef } from "#modules/collection/index.ts";

import type { OverrideDocument } from "./override-schemas.ts";
import type { StaffInput } from "./schemas.ts";
import type { TimeOffDocument } from "./time-off-schemas.ts";

export type StaffRow = Selectable<StaffTable>;
export type OverrideRow = Selectable<OverridesTable>;

type Made = { readonly id: string; readonly now: Instant };

/** A member of staff with all defaults filled in; the services are still refs or ids. */
export type CompleteStaff = Omit<StaffInput, "ref" | "services"> & {
  readonly ref: string;
  readonly services: readonly string[];
};

/** Fills in defaults: an unused ref, and all services. */
export function completeStaff(
  input: StaffInput,
  around: { readonly taken: ReadonlySet<string>; readonly services: readonly string[] },
): CompleteStaff {
  return {
    ...input,
    ref: input.ref ?? freeRef(input.name, around.taken, "staff"),
    services: input.services ?? around.services,
  };
}

/** The row of a new member of staff. Their services are stored in `staff_services`. */
export function planStaff(staff: CompleteStaff, made: Made & { readonly sortOrder: number }): StaffRow {
  return {
    id: made.id,
    ref: staff.ref,
    name: staff.name,
    email: staff.email,
    title: staff.title,
    priority: staff.priority,
    time_zone: staff.time_zone,
    hours: staff.hours && toJson(staff.hours),
    limits: toJson(staff.limits),
    active: flag(staff.active),
    sort_order: made.sortOrder,
    version: 1,
    created_at: made.now,
    updated_at: made.now,
    archived_at: null,
  };
}

/** A stored member of staff in the form of the tenant file, without overrides and time off. */
export function staffDocument(row: StaffRow, services: readonly string[]) {
  return {
    ref: row.ref,
    name: row.name,
    email: row.email,
    title: row.title,
    services: [...services],
    priority: row.priority,
    time_zone: row.time_zone,
    limits: { per_day: null, per_week: null, ...fromJson(row.limits) },
    active: row.active === 1,
    hours: row.hours === null ? null : (fromJson(row.hours) as StaffInput["hours"]),
  };
}

/** The row of a new override; `staffId` null means the business itself. */
export function planOverride(override: OverrideDocument, staffId: string | null, made: Made): OverrideRow {
  return {
    id: made.id,
    staff_id: staffId,
    date: override.date,
    hours: toJson(override.hours),
    version: 1,
    created_at: made.now,
    updated_at: made.now,
  };
}

/** The row of a new absence; undefined if a clock change skips all of it in the business's zone. */
export function planTimeOff(
  timeOff: TimeOffDocument,
  staffId: string,
  made: Made & { readonly zone: Zone },
): TimeOffRow | undefined {
  const span = spanOfTimeOff(made.zone, timeOff.start, timeOff.end);
  if (!span) return undefined;
  return {
    id: made.id,
    staff_id: staffId,
    start_at: span.start,
    end_at: span.end,
    start_local: timeOff.start,
    end_local: timeOff.end,
    reason: timeOff.reason,
    version: 1,
    created_at: made.now,
    updated_at: made.now,
  };
}
