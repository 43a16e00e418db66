import { DAY } from "#kernel/instant.ts";
import { dateOfDay, type LocalDate } from "#kernel/local-date.ts";

/** A number in this range may be the year of a date. */
const [FIRST, LAST] = [1870, 2200];

/**
 * The day number (see kernel's `dayOf`) of a year, month 1–12 and day; undefined if there is no such date.
 */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  if (!(year >= FIRST && year <= LAST && month >= 1 && month <= 12 && day >= 1 && day <= 31))
    return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  // `Date` turns 30 February into 1 or 2 March.
  return date.getUTCDate() === day ? date.getTime() / DAY : undefined;
}

/** Year, month 1–12 and day of a day number. */
export function partsOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayNumber(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the week that contains the day. */
export function mondayOf(day: number): number {
  return day - weekdayNumber(day) + 1;
}

/** The first day of the month `months` after the day's own. */
export function monthStart(day: number, months = 0): number {
  const { year, month } = partsOf(day);
  const count = year * 12 + month - 1 + months;
  return dayNumber(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, 1) ?? day;
}

/** The last day of the month `months` after the day's own. */
export function monthEnd(day: number, months = 0): number {
  return monthStart(day, months + 1) - 1;
}

/** The same day of the month, `months` later; the month's last day if it is shorter. */
export function addMonths(day: number, months: number): number {
  const first = monthStart(day, months);
  return Math.min(first + partsOf(day).day - 1, monthEnd(first));
}

/** The first day on or after `day` that falls on that weekday (1–7). */
export function weekdayFrom(day: number, weekday: number): number {
  return day + ((weekday - weekdayNumber(day) + 7) % 7);
}

/** The nth such weekday of the month that begins on `first`; -1 is the last. Undefined if there is none. */
export function nthWeekday(first: number, weekday: number, n: number): number | undefined {
  const last = monthEnd(first);
  if (n === -1) return weekdayFrom(last - 6, weekday);
  const day = weekdayFrom(first, weekday) + (n - 1) * 7;
  return day <= last ? day : undefined;
}

/** `2026-03-05`. */
export function writeDate(day: number): LocalDate {
  return dateOfDay(day);
}
