import { fromJson, type Json } from "#db/columns.ts";
import { build, type TenantDb, type TenantReads } from "#db/tenant-db.ts";
import type { HoursDocument, LimitsDocument } from "#db/tenant-tables.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { getZone } from "#kernel/zone.ts";
import { closedHolidays, getHours, getPolicies, getProfile } from "#modules/business/index.ts";
import { tenantVersion } from "#modules/events/index.ts";

import { parseDay, parseWeek } from "./parse-hours.ts";
import type { CalendarRules, ServiceRules, StaffRules, Windows } from "./rules.ts";

const parsed = new WeakMap<TenantDb, { readonly config: number; readonly rules: CalendarRules }>();

/**
 * The business's configuration as the engine reads it, parsed once for each version of it: the same
 * object comes back until configuration changes. Inside a transaction pass its `tx` as `reads`.
 */
export function calendarRules(db: TenantDb, reads: TenantReads = db): CalendarRules {
  const { config } = tenantVersion(reads);
  const known = parsed.get(db);
  if (known?.config === config) return known.rules;
  const rules = loadRules(reads);
  // What an open transaction reads may be rolled back, and its version number used again.
  if (!db.isWriting()) parsed.set(db, { config, rules });
  return rules;
}

function loadRules(db: TenantReads): CalendarRules {
  const profile = getProfile(db);
  const policies = getPolicies(db);
  const overrides = db.all(build.selectFrom("overrides").select(["staff_id", "date", "hours"]));
  return {
    zone: getZone(profile.time_zone),
    hours: parseWeek(getHours(db)),
    // What the owner says of a date wins over its being a holiday.
    overrides: new Map([...closedDates(db), ...overridesOf(null, overrides)]),
    services: loadServices(db),
    staff: loadStaff(db, overrides),
    resources: loadResources(db),
    minNoticeMinutes: policies.min_notice_minutes,
    bookingWindowDays: policies.booking_window_days,
    noticeByChannel: policies.notice_by_channel,
    limits: limitsIn(policies.limits),
    activePerCustomer: policies.limits.active_per_customer,
  };
}

function loadServices(db: TenantReads): ReadonlyMap<string, ServiceRules> {
  const needs = groupBy(db.all(build.selectFrom("service_resources").selectAll()), (row) => row.service_id);
  const rows = db.all(build.selectFrom("services").selectAll());
  return new Map(
    rows.map((row) => {
      const steps = fromJson(row.steps);
      const service: ServiceRules = {
        id: row.id,
        active: row.active === 1 && row.archived_at === null,
        durationMinutes: row.duration_minutes,
        steps:
          steps.length === 0
            ? [{ minutes: row.duration_minutes, staffFree: false }]
            : steps.map((step) => ({ minutes: step.minutes, staffFree: step.staff_free ?? false })),
        bufferBeforeMinutes: row.buffer_before_minutes,
        bufferAfterMinutes: row.buffer_after_minutes,
        slotIntervalMinutes: row.slot_interval_minutes,
        slotAlignment: row.slot_alignment,
        capacity: row.capacity,
        minNoticeMinutes: row.min_notice_minutes,
        resourceIds: (needs.get(row.id) ?? []).map((need) => need.resource_id),
        limits: limitsIn(fromJson(row.limits)),
      };
      return [row.id, service] as const;
    }),
  );
}

type OverrideRow = { staff_id: string | null; date: string; hours: Json<HoursDocument> };

function loadStaff(db: TenantReads, overrides: readonly OverrideRow[]): readonly StaffRules[] {
  const does = groupBy(db.all(build.selectFrom("staff_services").selectAll()), (row) => row.staff_id);
  const rows = db.all(build.selectFrom("staff").selectAll().orderBy("sort_order").orderBy("id"));
  return rows.map((row) => ({
    id: row.id,
    active: row.active === 1 && row.archived_at === null,
    priority: row.priority,
    serviceIds: new Set((does.get(row.id) ?? []).map((skill) => skill.service_id)),
    zone: row.time_zone === null ? null : getZone(row.time_zone),
    hours: row.hours === null ? null : parseWeek(fromJson(row.hours)),
    overrides: overridesOf(row.id, overrides),
    limits: limitsIn(fromJson(row.limits)),
  }));
}

/** Undefined for any number of visits. */
function limitsIn({ per_day: perDay = null, per_week: perWeek = null }: LimitsDocument) {
  return perDay === null && perWeek === null ? undefined : { perDay, perWeek };
}

function loadResources(db: TenantReads): CalendarRules["resources"] {
  const rows = db.all(build.selectFrom("resources").select(["id", "quantity"]));
  return new Map(rows.map((row) => [row.id, { quantity: row.quantity }]));
}

function closedDates(db: TenantReads): readonly (readonly [LocalDate, Windows])[] {
  return closedHolidays(db).map((date) => [date, []]);
}

function overridesOf(staffId: string | null, rows: readonly OverrideRow[]): ReadonlyMap<LocalDate, Windows> {
  return new Map(
    rows
      .filter((row) => row.staff_id === staffId)
      .map((row) => [row.date as LocalDate, parseDay(fromJson(row.hours))] as const),
  );
}

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, key);
}
