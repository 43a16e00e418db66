import { FOREVER, intersectSpans, mergeSpans, type Minute, minuteFrom, type Spans } from "#kernel/spans.ts";
import type { DayPiece } from "#kernel/zone.ts";

import { fullTime } from "./busy.ts";
import { BUSINESS, isLimited, visitsIn, withoutFullDates } from "./limits.ts";
import { startsInside } from "./possible-starts.ts";
import { bookableDays, noticeOf, windowDays } from "./reach.ts";
import type {
  AvailabilityQuery,
  Busy,
  CalendarRules,
  ServiceRules,
  StaffRules,
  Taken,
  VisitCounts,
} from "./rules.ts";
import { type VisitShape, visitShape } from "./visit-shape.ts";
import { type Days, openingWindows } from "./windows.ts";

/** One question to the calendar, with everything worked out that is the same for all staff. */
export type Search = {
  readonly rules: CalendarRules;
  readonly taken: Busy;
  readonly query: AvailabilityQuery;
  readonly service: ServiceRules;
  readonly shape: VisitShape;
  readonly seats: number;
  /** Active, do the service, and are who was asked for; in the order of the rules. */
  readonly staff: readonly StaffRules[];
  /** The asked dates as far as they can be booked, in pieces of constant offset. */
  readonly pieces: readonly DayPiece[];
  /** The starts that are asked for: those dates, from the end of the notice on, less those that are full. */
  readonly asked: Spans;
  /** The dates whose windows matter, and the business's windows on them. */
  readonly windowDays: Days;
  readonly opening: Spans;
  /** When a visit can start in the business's windows, and of that, in what is asked. */
  readonly openStarts: Spans;
  readonly askedStarts: Spans;
  /** When a resource that the service needs has no unit left. */
  readonly full: Spans;
  /** What has been counted; undefined where no limit could bind. */
  readonly visits: VisitCounts | undefined;
};

/** Undefined when nothing can be offered whatever is free: no such active service, or no such date. */
export function prepareSearch(
  rules: CalendarRules,
  taken: Taken,
  query: AvailabilityQuery,
): Search | undefined {
  const service = rules.services.get(query.serviceId);
  if (service?.active !== true) return undefined;
  const bookable = bookableDays(rules, query);
  if (bookable.fromDay > bookable.toDay) return undefined;
  const days = windowDays(rules, service, bookable);
  const pieces = rules.zone.dayPieces(bookable.fromDay, bookable.toDay);
  const noticeEnds = minuteFrom(query.now + noticeOf(rules, service, query));
  const inTime = intersectSpans(mergeSpans(pieces.flatMap(minutesOf)), [noticeEnds, FOREVER]);
  const staff = staffFor(rules, query);
  const visits = isLimited(rules, service, staff, query) ? visitsIn(taken) : undefined;
  const asked =
    visits === undefined
      ? inTime
      : withoutFullDates(inTime, pieces, visits, [
          [BUSINESS, rules.limits],
          [service.id, service.limits],
        ]);
  const busy = "busy" in taken ? taken.busy : taken;
  const opening = openingWindows(rules, days);
  const openStarts = startsInside(opening, service.durationMinutes);
  return {
    rules,
    taken: busy,
    query,
    service,
    shape: visitShape(service),
    seats: query.seats ?? 1,
    staff,
    pieces,
    asked,
    windowDays: days,
    opening,
    openStarts,
    askedStarts: intersectSpans(openStarts, asked),
    full: fullTime(rules, busy, service.resourceIds, query.ignoreOwner),
    visits,
  };
}

function minutesOf({ start, end }: DayPiece): [Minute, Minute] {
  return [minuteFrom(start), minuteFrom(end)];
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
