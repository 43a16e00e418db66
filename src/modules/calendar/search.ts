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

/** One query, with everything precomputed that is the same for all staff. */
export type Search = {
  readonly rules: CalendarRules;
  readonly taken: Busy;
  readonly query: AvailabilityQuery;
  readonly service: ServiceRules;
  readonly shape: VisitShape;
  readonly seats: number;
  /** Active people who do the service and match the request, in the order of the rules. */
  readonly staff: readonly StaffRules[];
  /** The bookable part of the asked dates, in pieces of constant UTC offset. */
  readonly pieces: readonly DayPiece[];
  /** The requested time: those dates from the end of notice on, minus full dates. */
  readonly asked: Spans;
  /** The dates whose windows matter, and the business's opening hours on them. */
  readonly windowDays: Days;
  readonly opening: Spans;
  /** Starts at which a visit fits the opening hours, and those of them that are requested. */
  readonly openStarts: Spans;
  readonly askedStarts: Spans;
  /** When at least one required resource has no unit left. */
  readonly full: Spans;
  /** Visit counts; undefined if no limit could bind. */
  readonly visits: VisitCounts | undefined;
};

/** Undefined if nothing can be offered whatever is free: no such active service, or no bookable date. */
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

/** Who may serve the query's service (rule 8), narrowed to the person asked for. */
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
