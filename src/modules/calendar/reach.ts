import { DAY, type Instant, MINUTE } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import { dayOf } from "#kernel/local-date.ts";

import type { AvailabilityQuery, CalendarRules, ServiceRules } from "./rules.ts";
import { type VisitShape, visitShape } from "./visit-shape.ts";
import type { Days } from "./windows.ts";

/**
 * How far ahead of now a start must be, in milliseconds (rule 7): the service's notice, else the channel's,
 * else the policy's.
 */
export function noticeOf(rules: CalendarRules, service: ServiceRules, query: Asking): number {
  if (query.override === true) return 0;
  const { channel } = query;
  const byChannel =
    channel !== undefined && Object.hasOwn(rules.noticeByChannel, channel)
      ? rules.noticeByChannel[channel]
      : undefined;
  return (service.minNoticeMinutes ?? byChannel ?? rules.minNoticeMinutes) * MINUTE;
}

type Asking = Pick<AvailabilityQuery, "now" | "channel" | "override">;

/** The last business date (day number) that can be booked: today is the first (rule 7). */
export function lastBookableDay(rules: CalendarRules, query: Asking): number {
  return query.override === true ? Infinity : rules.zone.dayOf(query.now) + rules.bookingWindowDays - 1;
}

/** The asked dates that can have slots at all; `fromDay` is above `toDay` if none can. */
export function bookableDays(rules: CalendarRules, query: AvailabilityQuery): Days {
  // When a clock change repeats the hour before midnight, part of yesterday is still to come.
  const yesterday = rules.zone.dayOf(query.now) - 1;
  return {
    fromDay: Math.max(dayOf(query.from), yesterday),
    toDay: Math.min(dayOf(query.to), lastBookableDay(rules, query)),
  };
}

/** The duration of the shortest active service, in minutes: a shorter remainder is of no use to anyone. */
export function shortestService(rules: CalendarRules): number {
  let minutes = Infinity;
  for (const service of rules.services.values()) {
    if (service.active) minutes = Math.min(minutes, service.durationMinutes);
  }
  return minutes;
}

/** How far a slot's grid and its footprint can reach beyond the asked dates, in milliseconds. */
function margins(
  rules: CalendarRules,
  service: ServiceRules,
  shape: VisitShape,
): { back: number; ahead: number } {
  const scrap = service.slotAlignment === "packed" ? shortestService(rules) : 0;
  return { back: (scrap - shape.whole.from) * MINUTE, ahead: (scrap + shape.whole.to) * MINUTE };
}

/**
 * The dates whose windows can affect these days' slots: a window extends up to two dates on, a person's zone
 * may be up to two dates away, and a grid may count from the day before (see `allDayMidnights`).
 */
export function windowDays(rules: CalendarRules, service: ServiceRules, days: Days): Days {
  const { back, ahead } = margins(rules, service, visitShape(service));
  return {
    fromDay: days.fromDay - 4 - Math.ceil(back / DAY),
    toDay: days.toDay + 3 + Math.ceil(ahead / DAY),
  };
}

/**
 * The span in which rows can affect the answer. Read whatever overlaps it, for the staff who do the service
 * and its resources. Undefined if nothing can be offered whatever the rows are.
 */
export function planReadSpan(rules: CalendarRules, query: AvailabilityQuery): Interval | undefined {
  const service = rules.services.get(query.serviceId);
  const days = bookableDays(rules, query);
  if (service?.active !== true || days.fromDay > days.toDay) return undefined;
  const { back, ahead } = margins(rules, service, visitShape(service));
  const pieces = rules.zone.dayPieces(days.fromDay, days.toDay);
  return {
    start: rules.zone.dayToInstant(days.fromDay - 1, 0, "earlier") - back,
    end: endOf(pieces) + ahead,
  };
}

/**
 * The span for a single start. On the clock grid only rows that overlap the visit matter; other grids depend
 * on what else there is on the date.
 */
export function planStartSpan(
  rules: CalendarRules,
  query: AvailabilityQuery,
  start: Instant,
): Interval | undefined {
  const service = rules.services.get(query.serviceId);
  if (service?.slotAlignment !== "clock") return planReadSpan(rules, query);
  const { whole } = visitShape(service);
  return { start: start + whole.from * MINUTE, end: start + whole.to * MINUTE };
}

function endOf(intervals: readonly Interval[]): Instant {
  return intervals.at(-1)?.end ?? -Infinity;
}
