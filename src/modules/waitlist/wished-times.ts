import { invalid } from "#kernel/errors.ts";
import { type Instant, minutesOf } from "#kernel/instant.ts";
import { daysBetween, type LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

import type { EntryRow, WishColumns } from "./entries.ts";

/**
 * Business dates, both inclusive; local times `HH:MM`: a start is at or after the first and before the
 * second.
 */
export type WaitlistTimes = {
  readonly startDate: LocalDate;
  readonly endDate: LocalDate;
  readonly fromTime?: string | undefined;
  readonly toTime?: string | undefined;
};

/** The requested times, and whether to book without asking. */
export type WishedTimes = WaitlistTimes & { readonly autoBook?: boolean | undefined };

const MOST_DAYS = 366;

/**
 * The end of the requested times. Throws a 400 naming the field for times that make no sense or have passed.
 */
export function readWindow(
  zone: Zone,
  { startDate, endDate, fromTime, toTime }: WaitlistTimes,
  now: Instant,
): Instant {
  if (endDate < startDate) throw invalid("end_date", "end_date must not be before start_date.");
  if (daysBetween(startDate, endDate) >= MOST_DAYS)
    throw invalid("end_date", `end_date must be within ${MOST_DAYS} days of start_date.`);
  if (daysBetween(zone.localDateOf(now), startDate) > 2 * MOST_DAYS)
    throw invalid("start_date", "start_date must be within two years.");
  if (fromTime !== undefined && toTime !== undefined && toTime <= fromTime)
    throw invalid("to_time", "to_time must be after from_time.");
  const end = windowEnd(zone, { end_date: endDate, to_time: toTime ?? null });
  if (end <= now) throw invalid("end_date", "end_date: these times have passed.");
  return end;
}

/** The end of the requested times, as an instant. */
export function windowEnd(
  zone: Zone,
  { end_date: date, to_time: time }: Pick<EntryRow, "end_date" | "to_time">,
): Instant {
  return zone.localToInstant(date as LocalDate, time === null ? 24 * 60 : minutesOf(time), "later");
}

/** The requested times as columns of an entry. */
export function wishColumns(wish: WishedTimes): WishColumns {
  return {
    start_date: wish.startDate,
    end_date: wish.endDate,
    from_time: wish.fromTime ?? null,
    to_time: wish.toTime ?? null,
    auto_book: wish.autoBook ? 1 : 0,
  };
}
