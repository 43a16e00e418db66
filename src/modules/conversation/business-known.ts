import type { TenantDb } from "#db/tenant-db.ts";
import type { CalendarRules } from "#modules/calendar/index.ts";
import { calendarRules, openingWindows } from "#modules/calendar/index.ts";
import { getProfile } from "#modules/business/index.ts";
import type { Context, Named } from "#modules/language/index.ts";
import { type PublicService, publicServices } from "#modules/services/index.ts";
import { type PublicStaff, publicStaffList } from "#modules/staff/index.ts";
import { MINUTE } from "#kernel/instant.ts";

/** The part of a business's configuration that every turn needs, read once per version. */
export type KnownBusiness = {
  readonly rules: CalendarRules;
  readonly services: readonly PublicService[];
  readonly staff: readonly PublicStaff[];
  readonly service: ReadonlyMap<string, PublicService>;
  readonly person: ReadonlyMap<string, PublicStaff>;
  /** The context for understanding customers' messages, without the clock and the last question. */
  readonly language: Pick<Context, "zone" | "services" | "staff" | "country" | "isOpen">;
};

const known = new WeakMap<CalendarRules, KnownBusiness>();

/** Cached by the `calendarRules` object, which stays the same until configuration changes. */
export function knownBusiness(db: TenantDb): KnownBusiness {
  const rules = calendarRules(db);
  const before = known.get(rules);
  if (before) return before;
  const read = readBusiness(db, rules);
  known.set(rules, read);
  return read;
}

function readBusiness(db: TenantDb, rules: CalendarRules): KnownBusiness {
  const services = publicServices(db);
  const staff = publicStaffList(db);
  const named = services.map(
    ({ id, name, aliases, duration_minutes: minutes }): Named => ({ id, name, aliases, minutes }),
  );
  return {
    rules,
    services,
    staff,
    service: new Map(services.map((service) => [service.id, service])),
    person: new Map(staff.map((person) => [person.id, person])),
    language: {
      zone: rules.zone,
      services: named,
      staff: staff.map(({ id, name }) => ({ id, name })),
      country: getProfile(db).country,
      isOpen: (minutes, day) => isOpen(rules, minutes, day),
    },
  };
}

/**
 * Whether the business is open at that wall-clock minute, on `day` or, if undefined, on any day of its week.
 */
function isOpen(rules: CalendarRules, minutes: number, day: number | undefined): boolean {
  if (day === undefined)
    return Object.values(rules.hours).some((windows) =>
      windows.some(([start, end]) => minutes >= start && minutes < end),
    );
  const at = rules.zone.dayToInstant(day, minutes, "earlier") / MINUTE;
  const spans = openingWindows(rules, { fromDay: day - 1, toDay: day });
  for (let i = 0; i < spans.length; i += 2) if (at >= spans[i]! && at < spans[i + 1]!) return true;
  return false;
}
