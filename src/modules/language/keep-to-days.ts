import { dayOf } from "#kernel/local-date.ts";

import { weekdayNumber, writeDate } from "./calendar.ts";
import type { When } from "./read-when.ts";

/** How many days ahead are listed: by default if no end was given, and at most. */
const USUAL = 13;
const MOST = 31;
/** A range at most this long is how the word itself was read: "weekends" as the nearest weekend. */
const ITSELF = 4;

/** "Before the fifth, weekends only": narrows a date range to its days on these weekdays (1 is Monday). */
export function keepToDays(when: When, weekdays: readonly number[] | undefined, today: number): When {
  if (!weekdays || when.dates.length > 0) return when;
  const { dateRange, ...rest } = when;
  const start = dateRange?.start === undefined ? today : Math.max(dayOf(dateRange.start), today);
  const end = dateRange?.end === undefined ? start + USUAL : dayOf(dateRange.end);
  const isItself = dateRange?.start !== undefined && end - dayOf(dateRange.start) <= ITSELF;
  const [from, to] = isItself ? [today, today + USUAL] : [start, Math.min(end, start + MOST)];
  const days = Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i);
  const dates = days.filter((day) => weekdays.includes(weekdayNumber(day))).map(writeDate);
  return dates[0] === undefined ? when : { ...rest, dates, date: dates[0] };
}
