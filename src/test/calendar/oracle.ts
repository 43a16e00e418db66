import {
  type AvailabilityQuery,
  type CalendarRules,
  type CountedPart,
  type Occupied,
  type OccupiedBySubject,
  planFootprint,
  type ServiceRules,
  type Slot,
  type StaffRules,
  type VisitLimits,
} from "#modules/calendar/index.ts";

import { gridOf, staffMinutes } from "./oracle-grid.ts";
import { type Scene, sceneOf, workingMinutes } from "./oracle-hours.ts";
import { takesOneMore } from "./oracle-limits.ts";
import { MINUTE, type Minute, type Minutes, noMinutes, wallClock } from "./oracle-time.ts";

/**
 * What the engine must answer: availability as plainly as possible, every minute checked separately. Shares
 * nothing with the engine except types and the format of a class's claim.
 */
export function oracleSlots(
  rules: CalendarRules,
  { occupied, visits }: { readonly occupied: OccupiedBySubject; readonly visits: readonly CountedPart[] },
  query: AvailabilityQuery,
): Slot[] {
  const service = rules.services.get(query.serviceId);
  if (!service?.active) return [];
  const scene = sceneOf(rules, service, query);
  const people = rules.staff
    .filter((person) => person.active && person.serviceIds.has(service.id))
    .filter((person) => query.staffId === undefined || query.staffId === person.id)
    .map((person) => lookAt(scene, occupied, person));
  const slots: Slot[] = [];
  for (let minute = scene.asked.first; minute < scene.asked.end; minute += 1) {
    if (!isAsked(scene, minute)) continue;
    if (!takesOneMore(scene, visits, minute, { limits: rules.limits })) continue;
    if (!takesOneMore(scene, visits, minute, { limits: service.limits, serviceId: service.id })) continue;
    const seats = people.map((person) => ({
      id: person.id,
      seats: takesOneMore(scene, visits, minute, { limits: person.limits, staffId: person.id })
        ? seatsAt(scene, occupied, person, minute)
        : 0,
    }));
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

/** Whether the start is on a requested date, after notice, and within the booking window. */
export function isAsked({ rules, query, noticeEnds, lastDate }: Scene, minute: Minute): boolean {
  if (minute * MINUTE < noticeEnds) return false;
  const { date } = wallClock(rules.zone.id, minute);
  return date >= query.from && date <= query.to && date <= lastDate;
}

type Person = {
  readonly id: string;
  readonly limits: VisitLimits | undefined;
  readonly rows: readonly Occupied[];
  readonly working: Minutes;
  readonly busy: Minutes;
  readonly grid: Minutes;
  /** The minutes, counted from its start, in which a visit needs this person. */
  readonly needed: readonly Minute[];
};

function lookAt(scene: Scene, occupied: OccupiedBySubject, person: StaffRules): Person {
  const rows = liveRows(scene, occupied, person.id);
  const working = workingMinutes(scene, person);
  const busy = noMinutes(scene.horizon);
  for (const row of rows) {
    for (let minute = Math.floor(row.start / MINUTE); minute * MINUTE < row.end; minute += 1)
      busy.add(minute);
  }
  const needed = staffMinutes(scene.service);
  return {
    id: person.id,
    limits: person.limits,
    rows,
    working,
    busy,
    needed,
    grid: gridOf(scene, working, busy),
  };
}

function liveRows({ query }: Scene, occupied: OccupiedBySubject, id: string): readonly Occupied[] {
  const rows = occupied.get(id) ?? [];
  return rows.filter((row) => query.ignoreOwner === undefined || row.ownerId !== query.ignoreOwner);
}

/** The seats that this person has for a visit starting now; 0 if it does not fit. */
function seatsAt(scene: Scene, occupied: OccupiedBySubject, person: Person, start: Minute): number {
  const { service, query } = scene;
  if (service.capacity === 1 && !person.grid.has(start)) return 0;
  for (let i = 0; i < service.durationMinutes; i += 1) if (!person.working.has(start + i)) return 0;
  const clash = person.needed.some((minute) => person.busy.has(start + minute));
  if (clash && service.capacity === 1) return 0;
  const claim = claimAt(service, person, start);
  if (service.resourceIds.some((id) => !hasUnit(scene, liveRows(scene, occupied, id), id, start, claim)))
    return 0;
  const seats = query.seats ?? 1;
  if (!clash) return person.grid.has(start) && seats <= service.capacity ? service.capacity : 0;
  const left = seatsOfClass(service, person, claim, start);
  return left >= seats ? left : 0;
}

function claimAt(service: ServiceRules, person: Person, start: Minute): string {
  const visit = { serviceId: service.id, staffId: person.id, start: start * MINUTE, ownerId: "somebody new" };
  return planFootprint(service, visit).rows[0]?.claim ?? "";
}

/** Seats left in the class that starts here; 0 if there is none, or if anything else occupies its time. */
function seatsOfClass(service: ServiceRules, person: Person, claim: string, start: Minute): number {
  const needed = person.needed.map((minute) => start + minute);
  let left = service.capacity;
  for (const [i, minute] of needed.entries()) {
    const rows = person.rows.filter((row) => row.start < (minute + 1) * MINUTE && row.end > minute * MINUTE);
    if (i === 0 && rows.length === 0) return 0;
    const first = needed.findLast((other, j) => j <= i && other - 1 !== needed[j - 1]) ?? minute;
    const last = needed.find((other, j) => j >= i && other + 1 !== needed[j + 1]) ?? minute;
    const isSeat = (row: Occupied): boolean =>
      row.claim === claim && row.start === first * MINUTE && row.end === (last + 1) * MINUTE;
    if (!rows.every(isSeat)) return 0;
    left = Math.min(left, service.capacity - rows.reduce((sum, row) => sum + row.seats, 0));
  }
  return left;
}

/** Whether a unit remains at every instant within the visit at which something starts. */
function hasUnit(
  { service, rules }: Scene,
  rows: readonly Occupied[],
  resourceId: string,
  start: Minute,
  claim: string,
): boolean {
  const quantity = rules.resources.get(resourceId)?.quantity ?? 0;
  const from = (start - service.bufferBeforeMinutes) * MINUTE;
  const to = (start + service.durationMinutes + service.bufferAfterMinutes) * MINUTE;
  const others = rows.filter((row) => row.claim !== claim);
  const moments = [from, ...others.map((row) => row.start).filter((at) => at > from && at < to)];
  return moments.every((at) => {
    const claims = others.filter((row) => row.start <= at && at < row.end).map((row) => row.claim);
    return new Set(claims).size < quantity;
  });
}
