import { fromJson } from "#db/columns.ts";
import type { LimitsDocument } from "#db/tenant-tables.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { getZone } from "#kernel/zone.ts";

import type { Configuration } from "./configuration.ts";
import { parseDay, parseWeek } from "./parse-hours.ts";
import type { CalendarRules, Overrides, ServiceRules, StaffRules, VisitLimits, Window } from "./rules.ts";

/** Parses configuration for the engine, be it current or historical. */
export function parseRules(configuration: Configuration): CalendarRules {
  const { profile, hours, policies, closedDates, resources } = configuration;
  const closed = closedDates.map((date): [LocalDate, Window[]] => [date, []]);
  return {
    zone: getZone(profile.time_zone),
    hours: parseWeek(hours),
    // The owner's own override of a date wins over its being a holiday.
    overrides: new Map([...closed, ...overridesOf(null, configuration)]),
    services: parseServices(configuration),
    staff: parseStaff(configuration),
    resources: new Map(resources.map(({ id, quantity }) => [id, { quantity }])),
    minNoticeMinutes: policies.min_notice_minutes,
    bookingWindowDays: policies.booking_window_days,
    noticeByChannel: policies.notice_by_channel,
    limits: limitsIn(policies.limits),
    activePerCustomer: policies.limits.active_per_customer,
  };
}

function parseServices({ services, needs }: Configuration): ReadonlyMap<string, ServiceRules> {
  const needsOf = Map.groupBy(needs, (need) => need.service_id);
  return new Map(
    services.map((row) => {
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
        resourceIds: (needsOf.get(row.id) ?? []).map((need) => need.resource_id),
        limits: limitsIn(fromJson(row.limits)),
      };
      return [row.id, service] as const;
    }),
  );
}

function parseStaff(configuration: Configuration): readonly StaffRules[] {
  const does = Map.groupBy(configuration.skills, (row) => row.staff_id);
  return configuration.staff.map((row) => ({
    id: row.id,
    active: row.active === 1 && row.archived_at === null,
    priority: row.priority,
    serviceIds: new Set((does.get(row.id) ?? []).map((skill) => skill.service_id)),
    zone: row.time_zone === null ? null : getZone(row.time_zone),
    hours: row.hours === null ? null : parseWeek(fromJson(row.hours)),
    overrides: overridesOf(row.id, configuration),
    limits: limitsIn(fromJson(row.limits)),
  }));
}

/** Undefined if neither limit is set. */
function limitsIn({
  per_day: perDay = null,
  per_week: perWeek = null,
}: LimitsDocument): VisitLimits | undefined {
  return perDay === null && perWeek === null ? undefined : { perDay, perWeek };
}

function overridesOf(staffId: string | null, { overrides }: Configuration): Overrides {
  return new Map(
    overrides
      .filter((row) => row.staff_id === staffId)
      .map((row) => [row.date as LocalDate, parseDay(fromJson(row.hours))] as const),
  );
}
