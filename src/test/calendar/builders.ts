import { type Instant, MINUTE } from "#kernel/instant.ts";
import { formatLocal, readLocalDateTime } from "#kernel/local-date-time.ts";
import { type LocalDate, type Weekday, WEEKDAYS } from "#kernel/local-date.ts";
import { getZone, type Zone } from "#kernel/zone.ts";
import {
  type AvailabilityQuery,
  type CalendarRules,
  type CountedPart,
  countVisits,
  type Occupied,
  type OccupiedBySubject,
  planCountedDays,
  type ServiceRules,
  type Slot,
  type StaffRules,
  type Taken,
  type VisitLimits,
  type WeeklyHours,
  type Windows,
} from "#modules/calendar/index.ts";

export const NEW_YORK = getZone("America/New_York");

/**
 * `windows("09:00-12:00", "22:00-03:00")`: a window whose end is not after its start ends on the next day.
 */
export function windows(...texts: readonly string[]): Windows {
  return texts.map((text) => {
    const [start = 0, end = 0] = text.split("-").map(minutesOf);
    return [start, end > start ? end : end + 1440] as const;
  });
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** The same windows on each of these weekdays. */
export function weekly(days: readonly Weekday[], ...texts: readonly string[]): WeeklyHours {
  return Object.fromEntries(days.map((day) => [day, windows(...texts)]));
}

export function daily(...texts: readonly string[]): WeeklyHours {
  return weekly(WEEKDAYS, ...texts);
}

export const WORKDAYS = WEEKDAYS.slice(0, 5);

/** A service of 30 minutes that starts on the half hour, unless overridden. */
export function aService(over: Partial<ServiceRules> = {}): ServiceRules {
  const durationMinutes = over.durationMinutes ?? 30;
  return {
    id: "cut",
    active: true,
    durationMinutes,
    steps: [{ minutes: durationMinutes, staffFree: false }],
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    slotIntervalMinutes: 30,
    slotAlignment: "clock",
    capacity: 1,
    minNoticeMinutes: null,
    resourceIds: [],
    ...over,
  };
}

/** Someone who does every service and works the business's hours, unless overridden. */
export function aPerson(id: string, over: Partial<StaffRules> = {}): StaffRules {
  return {
    id,
    active: true,
    priority: 0,
    serviceIds: new Set(["cut"]),
    zone: null,
    hours: null,
    overrides: new Map(),
    ...over,
  };
}

export type CalendarOptions = {
  readonly zone?: Zone;
  readonly hours?: WeeklyHours;
  readonly overrides?: Readonly<Record<string, Windows>>;
  readonly services?: readonly ServiceRules[];
  readonly staff?: readonly StaffRules[];
  readonly resources?: Readonly<Record<string, number>>;
  readonly minNoticeMinutes?: number;
  readonly bookingWindowDays?: number;
  readonly noticeByChannel?: Readonly<Record<string, number>>;
  readonly limits?: VisitLimits | undefined;
};

/** Mia's salon in New York, open Monday to Friday from 9 to 17, unless overridden. */
export function aCalendar(options: CalendarOptions = {}): CalendarRules {
  const services = options.services ?? [aService()];
  const everything = new Set(services.map((service) => service.id));
  return {
    zone: options.zone ?? NEW_YORK,
    hours: options.hours ?? weekly(WORKDAYS, "09:00-17:00"),
    overrides: new Map(Object.entries(options.overrides ?? {})) as ReadonlyMap<LocalDate, Windows>,
    services: new Map(services.map((service) => [service.id, service])),
    staff: options.staff ?? [aPerson("mia", { serviceIds: everything })],
    resources: new Map(Object.entries(options.resources ?? {}).map(([id, quantity]) => [id, { quantity }])),
    minNoticeMinutes: options.minNoticeMinutes ?? 0,
    bookingWindowDays: options.bookingWindowDays ?? 365,
    noticeByChannel: options.noticeByChannel ?? {},
    limits: options.limits,
  };
}

/** `local("2026-03-09T09:00")` in New York, or another zone. Throws if that time is skipped or repeated. */
export function local(text: string, zone: Zone = NEW_YORK): Instant {
  const reading = readLocalDateTime(zone, text);
  if (reading?.kind !== "once") throw new Error(`${text} is not one instant in ${zone.id}`);
  return reading.at;
}

/** A row of `minutes` from a local start; owner and claim are derived from the start. */
export function aRow(start: Instant, minutes: number, over: Partial<Occupied> = {}): Occupied {
  const ownerId = over.ownerId ?? `visit-${start}`;
  return { start, end: start + minutes * MINUTE, claim: ownerId, seats: 1, ownerId, ...over };
}

export function taken(rows: Readonly<Record<string, readonly Occupied[]>>): OccupiedBySubject {
  return new Map(Object.entries(rows));
}

/** The occupancies, with visits counted if the query needs counts, as the file reader does. */
export function withVisits(
  rules: CalendarRules,
  busy: OccupiedBySubject,
  query: AvailabilityQuery,
  visits: readonly CountedPart[],
): Taken {
  const days = planCountedDays(rules, query);
  const others = visits.filter((visit) => visit.ownerId !== query.ignoreOwner);
  return days === undefined ? busy : { busy, visits: countVisits(rules, days, others) };
}

export const NOTHING_TAKEN: OccupiedBySubject = new Map();

/** The wall-clock times of slots: `09:00`, `09:30`, … */
export function timesOf(slots: readonly Slot[], zone: Zone = NEW_YORK): string[] {
  return slots.map((slot) => formatLocal(zone, slot.start).slice(11));
}
