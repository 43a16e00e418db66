import { intersectIntervals, type Interval, mergeIntervals } from "#kernel/interval.ts";
import type { DayPiece } from "#kernel/zone.ts";

import { fullTime } from "./busy.ts";
import { bookableDays, noticeOf, windowDays } from "./reach.ts";
import type {
  AvailabilityQuery,
  CalendarRules,
  OccupiedBySubject,
  ServiceRules,
  StaffRules,
} from "./rules.ts";
import { type VisitShape, visitShape } from "./visit-shape.ts";
import { type Days, openingWindows } from "./windows.ts";

/** One question to the calendar, with everything worked out that is the same for all staff. */
export type Search = {
  readonly rules: CalendarRules;
  readonly occupied: OccupiedBySubject;
  readonly query: AvailabilityQuery;
  readonly service: ServiceRules;
  readonly shape: VisitShape;
  readonly seats: number;
  /** Active, do the service, and are who was asked for; in the order of the rules. */
  readonly staff: readonly StaffRules[];
  /** The asked dates as far as they can be booked, in pieces of constant offset. */
  readonly pieces: readonly DayPiece[];
  /** The starts that are asked for: those dates, from the end of the notice on. */
  readonly asked: readonly Interval[];
  /** The dates whose windows matter, and the business's windows on them. */
  readonly windowDays: Days;
  readonly opening: readonly Interval[];
  /** When a resource that the service needs has no unit left. */
  readonly full: readonly Interval[];
};

/** Undefined when nothing can be offered whatever is free: no such active service, or no such date. */
export function prepareSearch(
  rules: CalendarRules,
  occupied: OccupiedBySubject,
  query: AvailabilityQuery,
): Search | undefined {
  const service = rules.services.get(query.serviceId);
  if (service?.active !== true) return undefined;
  const bookable = bookableDays(rules, query);
  if (bookable.fromDay > bookable.toDay) return undefined;
  const days = windowDays(rules, service, bookable);
  const pieces = rules.zone.dayPieces(bookable.fromDay, bookable.toDay);
  const noticeEnds = query.now + noticeOf(rules, service, query);
  return {
    rules,
    occupied,
    query,
    service,
    shape: visitShape(service),
    seats: query.seats ?? 1,
    staff: staffFor(rules, query),
    pieces,
    asked: intersectIntervals(mergeIntervals(pieces), [{ start: noticeEnds, end: Infinity }]),
    windowDays: days,
    opening: openingWindows(rules, days),
    full: fullTime(rules, occupied, service.resourceIds, query.ignoreOwner),
  };
}

/** Who may serve the query's service (rule 8), the person asked for if one was. */
export function staffFor(
  rules: CalendarRules,
  query: Pick<AvailabilityQuery, "serviceId" | "staffId">,
): readonly StaffRules[] {
  return rules.staff.filter(
    (person) =>
      person.active &&
      person.serviceIds.has(query.serviceId) &&
      (query.staffId === undefined || person.id === query.staffId),
  );
}
