import type { Instant } from "#kernel/instant.ts";
import { addSpan, type Minute, minuteFrom, type Spans, subtractSpans } from "#kernel/spans.ts";
import type { DayPiece } from "#kernel/zone.ts";

import type {
  AvailabilityQuery,
  CalendarRules,
  ServiceRules,
  StaffRules,
  Taken,
  VisitCounts,
  VisitLimits,
} from "./rules.ts";
import type { Days } from "./windows.ts";

/** The scope of counts across all visits; other scopes are the ids of services and staff. */
export const BUSINESS = "business";

/** Whether any limit could bind a visit for this service with one of these people. */
export function isLimited(
  rules: CalendarRules,
  service: ServiceRules,
  staff: readonly StaffRules[],
  { override }: Pick<AvailabilityQuery, "override">,
): boolean {
  if (override === true) return false;
  if (rules.limits !== undefined || service.limits !== undefined) return true;
  return staff.some((person) => person.limits !== undefined);
}

/** These rules with every limit removed. */
export function withoutLimits(rules: CalendarRules): CalendarRules {
  const unlimited = ({ limits: _, ...rest }: ServiceRules): ServiceRules => rest;
  return {
    ...rules,
    limits: undefined,
    services: new Map([...rules.services].map(([id, service]) => [id, unlimited(service)])),
    staff: rules.staff.map(({ limits: _, ...person }) => person),
  };
}

/** The counts that were read. Throws if they were not: a limit might bind. */
export function visitsIn(taken: Taken): VisitCounts {
  if ("visits" in taken) return taken.visits;
  throw new TypeError("A limit is set, and visits were not counted.");
}

/** Every scope that has a limit. */
export function limitedScopes(rules: CalendarRules): ReadonlyMap<string, VisitLimits> {
  const scopes = new Map<string, VisitLimits>();
  if (rules.limits) scopes.set(BUSINESS, rules.limits);
  for (const { id, limits } of [...rules.services.values(), ...rules.staff])
    if (limits) scopes.set(id, limits);
  return scopes;
}

/** These dates, extended to whole weeks if a weekly limit is set. */
export function daysToCount(rules: CalendarRules, { fromDay, toDay }: Days): Days {
  const weekly = [...limitedScopes(rules).values()].some(({ perWeek }) => perWeek !== null);
  return weekly ? { fromDay: mondayOf(fromDay), toDay: mondayOf(toDay) + 6 } : { fromDay, toDay };
}

/** Day 0, 1970-01-01, was a Thursday. */
function mondayOf(day: number): number {
  return Math.floor((day + 3) / 7) * 7 - 3;
}

/** A visit, hold or offer, or one part of one; it counts on the business date on which the whole starts. */
export type CountedPart = {
  readonly ownerId: string;
  readonly start: Instant;
  readonly serviceId: string;
  readonly staffId: string;
};

/**
 * Counts visits. One with several parts counts once per service and person in it, and once for the business.
 * Rows with one owner but different starts (the offers of a chain) count separately.
 */
export function countVisits(
  rules: CalendarRules,
  { fromDay, toDay }: Days,
  parts: readonly CountedPart[],
): VisitCounts {
  const scopes = [...limitedScopes(rules).keys()];
  const counts = new Map(scopes.map((scope) => [scope, new Uint32Array(toDay - fromDay + 1)]));
  const seen = new Map(scopes.map((scope) => [scope, new Set<string>()]));
  for (const { ownerId, start, serviceId, staffId } of parts) {
    const day = rules.zone.dayOf(start);
    if (day < fromDay || day > toDay) continue;
    const visit = `${ownerId}/${start}`;
    for (const scope of [BUSINESS, serviceId, staffId]) {
      const known = seen.get(scope);
      if (known === undefined || known.has(visit)) continue;
      known.add(visit);
      counts.get(scope)![day - fromDay]! += 1;
    }
  }
  return { fromDay, toDay, counts };
}

/** The number of visits on a date. */
export function visitsOn({ fromDay, counts }: VisitCounts, scope: string, day: number): number {
  const visits = counts.get(scope)?.[day - fromDay];
  if (visits === undefined) throw new RangeError("Visits were not counted on this date.");
  return visits;
}

/** The number of visits in the week of a date. */
export function visitsInWeek(visits: VisitCounts, scope: string, day: number): number {
  const monday = mondayOf(day);
  let sum = 0;
  for (let one = monday; one < monday + 7; one += 1) sum += visitsOn(visits, scope, one);
  return sum;
}

/** Whether one more visit on this date would be one too many. */
export function isFull(visits: VisitCounts, scope: string, limits: VisitLimits, day: number): boolean {
  const { perDay, perWeek } = limits;
  if (perDay !== null && visitsOn(visits, scope, day) >= perDay) return true;
  return perWeek !== null && visitsInWeek(visits, scope, day) >= perWeek;
}

/** Removes the dates on which one of these limits is reached. */
export function withoutFullDates(
  time: Spans,
  pieces: readonly DayPiece[],
  visits: VisitCounts,
  scopes: readonly (readonly [scope: string, limits: VisitLimits | undefined])[],
): Spans {
  let left = time;
  for (const [scope, limits] of scopes)
    if (limits) left = subtractSpans(left, fullDates(pieces, visits, scope, limits));
  return left;
}

function fullDates(
  pieces: readonly DayPiece[],
  visits: VisitCounts,
  scope: string,
  limits: VisitLimits,
): Spans {
  const full: Minute[] = [];
  for (const { day, start, end } of pieces)
    if (isFull(visits, scope, limits, day)) addSpan(full, minuteFrom(start), minuteFrom(end));
  return full;
}
