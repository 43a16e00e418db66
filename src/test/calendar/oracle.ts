import { Temporal } from "temporal-polyfill";

import { WEEKDAYS } from "#kernel/local-date.ts";
import {
  type AvailabilityQuery,
  type CalendarRules,
  type Occupied,
  type OccupiedBySubject,
  planFootprint,
  type ServiceRules,
  type Slot,
  type StaffRules,
  type WeeklyHours,
  type Windows,
} from "#modules/calendar/index.ts";

/*
 * Availability once more, as plainly as it can be said: minute by minute, each looked at on its own, with
 * Temporal for every question about zones. It shares nothing with the engine but the types, and the name of
 * a class.
 */

const MINUTE = 60_000;
const PER_DAY = 1440;

/** A minute is the number of minutes since 1970 in UTC. */
type Minute = number;

/** What the engine must answer to the query. */
export function oracleSlots(
  rules: CalendarRules,
  occupied: OccupiedBySubject,
  query: AvailabilityQuery,
): Slot[] {
  const service = rules.services.get(query.serviceId);
  if (!service?.active) return [];
  const day = oracleDay(rules, service, query);
  const people = rules.staff
    .filter((person) => person.active && person.serviceIds.has(service.id))
    .filter((person) => query.staffId === undefined || query.staffId === person.id)
    .map((person) => lookAt(day, occupied, person));
  const slots: Slot[] = [];
  for (let minute = day.first; minute < day.last; minute += 1) {
    if (!isAsked(day, minute)) continue;
    const seats = people.map((person) => ({ id: person.id, seats: seatsAt(day, occupied, person, minute) }));
    const able = seats.filter((one) => one.seats > 0);
    if (able.length === 0) continue;
    slots.push({
      start: minute * MINUTE,
      end: (minute + service.durationMinutes) * MINUTE,
      staffIds: able.map((one) => one.id),
      seatsLeft: Math.max(...able.map((one) => one.seats)),
    });
  }
  return slots;
}

type OracleDay = {
  readonly rules: CalendarRules;
  readonly service: ServiceRules;
  readonly query: AvailabilityQuery;
  readonly first: Minute;
  readonly last: Minute;
  /** The last that can be booked. */
  readonly lastDate: string;
  readonly dates: readonly Temporal.PlainDate[];
  readonly opening: ReadonlySet<Minute>;
  readonly shortest: number;
};

function oracleDay(rules: CalendarRules, service: ServiceRules, query: AvailabilityQuery): OracleDay {
  const zone = rules.zone.id;
  const from = Temporal.PlainDate.from(query.from);
  const to = Temporal.PlainDate.from(query.to);
  // Five days on either side are more than any window, zone, grid or visit of these calendars reaches.
  const today = Temporal.Instant.fromEpochMilliseconds(query.now).toZonedDateTimeISO(zone).toPlainDate();
  const days = from.until(to).total("days") + 11;
  const dates = Array.from({ length: days }, (_, i) => from.add({ days: i - 5 }));
  const active = [...rules.services.values()].filter((one) => one.active);
  return {
    rules,
    service,
    query,
    dates,
    // A clock set back over midnight shows a date again after the next one has begun.
    first: firstMinute(from, zone) - 120,
    last: firstMinute(to.add({ days: 1 }), zone) + 120,
    lastDate: query.override ? "9999-12-31" : today.add({ days: rules.bookingWindowDays - 1 }).toString(),
    opening: minutesOf(zone, dates, (date) => windowsOn(rules, date)),
    shortest: Math.min(...active.map((one) => one.durationMinutes)),
  };
}

function windowsOn(
  week: { readonly hours: WeeklyHours; readonly overrides: ReadonlyMap<string, Windows> },
  date: Temporal.PlainDate,
): Windows {
  return week.overrides.get(date.toString()) ?? week.hours[WEEKDAYS[date.dayOfWeek - 1] ?? "mon"] ?? [];
}

/** Every minute of the windows that start on these dates. */
function minutesOf(
  zone: string,
  dates: readonly Temporal.PlainDate[],
  windowsOf: (date: Temporal.PlainDate) => Windows,
): Set<Minute> {
  const minutes = new Set<Minute>();
  for (const date of dates) {
    for (const [start, end] of windowsOf(date)) {
      const last = edge(zone, date, end, "later");
      for (let minute = edge(zone, date, start, "earlier"); minute < last; minute += 1) minutes.add(minute);
    }
  }
  return minutes;
}

/** Rule 3. */
function edge(zone: string, date: Temporal.PlainDate, minutes: number, which: "earlier" | "later"): Minute {
  const wall = date.toPlainDateTime().add({ minutes });
  const there = wall.toZonedDateTime(zone, { disambiguation: which });
  if (there.toPlainDateTime().equals(wall)) return there.epochMilliseconds / MINUTE;
  const after = wall.toZonedDateTime(zone, { disambiguation: "later" });
  const change = after.add({ seconds: 1 }).getTimeZoneTransition("previous") ?? after;
  return change.epochMilliseconds / MINUTE;
}

function firstMinute(date: Temporal.PlainDate, zone: string): Minute {
  return date.toZonedDateTime(zone).epochMilliseconds / MINUTE;
}

/** Whether the start falls on an asked date, after notice, within the booking window. */
function isAsked({ rules, service, query, lastDate }: OracleDay, minute: Minute): boolean {
  const { channel } = query;
  const byChannel = new Map(Object.entries(rules.noticeByChannel)).get(channel ?? "");
  const usual = service.minNoticeMinutes ?? byChannel ?? rules.minNoticeMinutes;
  if (minute * MINUTE < query.now + (query.override ? 0 : usual) * MINUTE) return false;
  const date = wallClock(rules.zone.id, minute).date;
  return date >= query.from && date <= query.to && date <= lastDate;
}

type Person = {
  readonly id: string;
  readonly rows: readonly Occupied[];
  readonly working: ReadonlySet<Minute>;
  readonly busy: ReadonlySet<Minute>;
  readonly grid: ReadonlySet<Minute>;
};

function lookAt(day: OracleDay, occupied: OccupiedBySubject, person: StaffRules): Person {
  const rows = liveRows(day, occupied, person.id);
  const own = ownMinutes(day, person);
  const working = new Set([...day.opening].filter((minute) => own.has(minute)));
  const busy = new Set<Minute>();
  for (const row of rows) {
    for (let minute = Math.floor(row.start / MINUTE); minute * MINUTE < row.end; minute += 1)
      busy.add(minute);
  }
  return { id: person.id, rows, working, busy, grid: gridOf(day, working, busy) };
}

function liveRows(day: OracleDay, occupied: OccupiedBySubject, id: string): readonly Occupied[] {
  const { ignoreOwner } = day.query;
  return (occupied.get(id) ?? []).filter((row) => ignoreOwner === undefined || row.ownerId !== ignoreOwner);
}

function ownMinutes(day: OracleDay, person: StaffRules): ReadonlySet<Minute> {
  const zone = (person.zone ?? day.rules.zone).id;
  const { hours, overrides } = person;
  if (hours !== null) return minutesOf(zone, day.dates, (date) => windowsOn({ hours, overrides }, date));
  const usual = day.dates.filter((date) => !overrides.has(date.toString() as never));
  return new Set([
    ...minutesOf(day.rules.zone.id, usual, (date) => windowsOn(day.rules, date)),
    ...minutesOf(zone, day.dates, (date) => overrides.get(date.toString() as never) ?? []),
  ]);
}

/** The starts that the service's alignment gives this person, whether or not a visit fits. */
function gridOf(day: OracleDay, working: ReadonlySet<Minute>, busy: ReadonlySet<Minute>): Set<Minute> {
  const { service, query, rules } = day;
  const interval = service.slotIntervalMinutes;
  if (query.anyStart) return new Set(working);
  if (service.slotAlignment === "clock") {
    const asked = [...working].filter((minute) => minute >= day.first && minute < day.last);
    return new Set(asked.filter((minute) => wallClock(rules.zone.id, minute).minute % interval === 0));
  }
  const opening = openingGrid(day, working, busy);
  return service.slotAlignment === "opening" ? opening : packedGrid(day, opening, working, busy);
}

function openingGrid(day: OracleDay, working: ReadonlySet<Minute>, busy: ReadonlySet<Minute>): Set<Minute> {
  const { service } = day;
  const anew = allDayMidnights(day, working);
  const outer = firstStaffMinute(service);
  const grid = new Set<Minute>();
  let anchor = 0;
  let rowEnd = -Infinity;
  for (const minute of horizon(day)) {
    if (busy.has(minute)) rowEnd = minute + 1;
    if (busy.has(minute) || !working.has(minute)) continue;
    const begins = busy.has(minute - 1) || !working.has(minute - 1) || anew.has(minute);
    if (begins) anchor = Math.max(minute, rowEnd - outer);
    if (minute >= anchor && (minute - anchor) % service.slotIntervalMinutes === 0) grid.add(minute);
  }
  return grid;
}

function horizon(day: OracleDay): Minute[] {
  const [first, last] = [day.first - 3 * PER_DAY, day.last + 2 * PER_DAY];
  return Array.from({ length: last - first }, (_, i) => first + i);
}

function allDayMidnights(day: OracleDay, working: ReadonlySet<Minute>): Set<Minute> {
  const zone = day.rules.zone.id;
  const midnights = new Set<Minute>();
  for (const date of day.dates) {
    const [first, next] = [firstMinute(date, zone), firstMinute(date.add({ days: 1 }), zone)];
    let closed = 0;
    for (let minute = first; minute < next; minute += 1) if (!working.has(minute)) closed += 1;
    if (closed === 0) midnights.add(first);
  }
  return midnights;
}

function packedGrid(
  day: OracleDay,
  opening: ReadonlySet<Minute>,
  working: ReadonlySet<Minute>,
  busy: ReadonlySet<Minute>,
): Set<Minute> {
  const { service } = day;
  const [before, after] = [firstStaffMinute(service), lastStaffMinute(service)];
  const stretches = freeStretches(day, working, busy);
  const latest = stretches.map(({ windowEnd, nextRow }) =>
    Math.min(windowEnd - service.durationMinutes, nextRow - after),
  );
  const isScrap = (minutes: number): boolean => minutes > 0 && minutes < day.shortest;
  const useful = [...opening, ...latest].filter((start) => {
    const end = start + service.durationMinutes;
    const head = stretches.find((stretch) => stretch.first <= start && start < stretch.end);
    const tail = stretches.find((stretch) => stretch.first < end && end <= stretch.end);
    if (head && isScrap(start + before - head.first)) return false;
    return !(tail && isScrap(tail.end - (start + after)));
  });
  return new Set(useful);
}

type Stretch = { first: Minute; end: Minute; windowEnd: Minute; nextRow: Minute };

function freeStretches(day: OracleDay, working: ReadonlySet<Minute>, busy: ReadonlySet<Minute>): Stretch[] {
  const isFree = (minute: Minute): boolean => working.has(minute) && !busy.has(minute);
  const minutes = horizon(day);
  const stretches: Stretch[] = [];
  for (const minute of minutes) {
    if (!isFree(minute)) continue;
    const current = stretches.at(-1);
    if (current?.end === minute) current.end = minute + 1;
    else stretches.push({ first: minute, end: minute + 1, windowEnd: 0, nextRow: Infinity });
  }
  for (const stretch of stretches) {
    stretch.windowEnd = stretch.end;
    while (working.has(stretch.windowEnd)) stretch.windowEnd += 1;
    const rows = [...busy].filter((minute) => minute >= stretch.end);
    stretch.nextRow = Math.min(Infinity, ...rows);
  }
  return stretches;
}

/** Where the staff member's time begins, in minutes from the start: the buffer before, or the first step that needs them. */
function firstStaffMinute(service: ServiceRules): number {
  const minutes = staffMinutes(service);
  return minutes.length === 0 ? 0 : Math.min(...minutes);
}

function lastStaffMinute(service: ServiceRules): number {
  const minutes = staffMinutes(service);
  return minutes.length === 0 ? service.durationMinutes : Math.max(...minutes) + 1;
}

/** Each minute, from the start, in which the visit needs its staff member. */
function staffMinutes(service: ServiceRules): number[] {
  const minutes: number[] = [];
  for (let minute = -service.bufferBeforeMinutes; minute < 0; minute += 1) minutes.push(minute);
  let minute = 0;
  for (const step of service.steps) {
    for (let i = 0; i < step.minutes; i += 1, minute += 1) if (!step.staffFree) minutes.push(minute);
  }
  for (let i = 0; i < service.bufferAfterMinutes; i += 1, minute += 1) minutes.push(minute);
  return minutes;
}

/** How many seats this person has for a visit that starts now; 0 if it cannot. */
function seatsAt(day: OracleDay, occupied: OccupiedBySubject, person: Person, start: Minute): number {
  const { service, query } = day;
  if (service.capacity === 1 && !person.grid.has(start)) return 0;
  for (let i = 0; i < service.durationMinutes; i += 1) if (!person.working.has(start + i)) return 0;
  const claim = claimAt(service, person, start);
  if (service.resourceIds.some((id) => !hasUnit(day, occupied, id, start, claim))) return 0;
  const seats = query.seats ?? 1;
  const needed = staffMinutes(service).map((minute) => minute + start);
  if (!needed.some((minute) => person.busy.has(minute)))
    return person.grid.has(start) && seats <= service.capacity ? service.capacity : 0;
  const left = service.capacity === 1 ? 0 : seatsOfClass(service, person, claim, needed);
  return left >= seats ? left : 0;
}

function claimAt(service: ServiceRules, person: Person, start: Minute): string {
  const visit = { serviceId: service.id, staffId: person.id, start: start * MINUTE, ownerId: "somebody new" };
  return planFootprint(service, visit).rows[0]?.claim ?? "";
}

/** Seats left of the class that begins here: 0 if there is none, or anything else is in its time. */
function seatsOfClass(
  service: ServiceRules,
  person: Person,
  claim: string,
  needed: readonly Minute[],
): number {
  let left = service.capacity;
  for (const [i, minute] of needed.entries()) {
    const rows = person.rows.filter((row) => row.start < (minute + 1) * MINUTE && row.end > minute * MINUTE);
    const first = needed.findLast((other, j) => j <= i && other - 1 !== needed[j - 1]) ?? minute;
    const last = needed.find((other, j) => j >= i && other + 1 !== needed[j + 1]) ?? minute;
    const isSeat = (row: Occupied): boolean =>
      row.claim === claim && row.start === first * MINUTE && row.end === (last + 1) * MINUTE;
    if (!rows.every(isSeat)) return 0;
    if (i === 0 && rows.length === 0) return 0;
    left = Math.min(left, service.capacity - rows.reduce((sum, row) => sum + row.seats, 0));
  }
  return left;
}

/** Whether fewer than all units are in other hands wherever something starts inside the visit. */
function hasUnit(
  day: OracleDay,
  occupied: OccupiedBySubject,
  resourceId: string,
  start: Minute,
  claim: string,
): boolean {
  const { service, rules } = day;
  const quantity = rules.resources.get(resourceId)?.quantity ?? 0;
  const from = (start - service.bufferBeforeMinutes) * MINUTE;
  const to = (start + service.durationMinutes + service.bufferAfterMinutes) * MINUTE;
  const others = liveRows(day, occupied, resourceId).filter((row) => row.claim !== claim);
  const moments = [from, ...others.map((row) => row.start).filter((at) => at > from && at < to)];
  return moments.every((at) => {
    const claims = others.filter((row) => row.start <= at && at < row.end).map((row) => row.claim);
    return new Set(claims).size < quantity;
  });
}

const clocks = new Map<string, Map<Minute, { date: string; minute: number }>>();

/** What a calendar and a clock on the wall show at that minute. */
function wallClock(zone: string, minute: Minute): { date: string; minute: number } {
  const known = clocks.get(zone) ?? new Map<Minute, { date: string; minute: number }>();
  clocks.set(zone, known);
  const before = known.get(minute);
  if (before) return before;
  const there = Temporal.Instant.fromEpochMilliseconds(minute * MINUTE).toZonedDateTimeISO(zone);
  const shown = { date: there.toPlainDate().toString(), minute: there.hour * 60 + there.minute };
  known.set(minute, shown);
  return shown;
}
