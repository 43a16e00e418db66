import { dateOfDay, dayOf, type LocalDate, parseLocalDate } from "#kernel/local-date.ts";

/** The day number (see kernel's `dayOf`) of a year, month 1–12 and day; undefined where there is none. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const date = parseLocalDate(text, 100);
  return date === undefined ? undefined : dayOf(date);
}

/** Year, month 1–12 and day of a day number. */
export function partsOf(day: number): { year: number; month: number; day: number } {
  const [year = 0, month = 0, date = 0] = dateOfDay(day).split("-").map(Number);
  return { year, month, day: date };
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayNumber(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the week that holds the day. */
export function mondayOf(day: number): number {
  return day - weekdayNumber(day) + 1;
}

/** The first day of the month that is `months` after that of the day. */
export function monthStart(day: number, months = 0): number {
  const { year, month } = partsOf(day);
  const count = year * 12 + month - 1 + months;
  return dayNumber(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, 1) ?? day;
}

/** The last day of the month that is `months` after that of the day. */
export function monthEnd(day: number, months = 0): number {
  return monthStart(day, months + 1) - 1;
}

/** The same day of the month, `months` later; the last of it where it is shorter. */
export function addMonths(day: number, months: number): number {
  const first = monthStart(day, months);
  return Math.min(first + partsOf(day).day - 1, monthEnd(first));
}

/** The first day on or after `day` that is that weekday (1–7). */
export function weekdayFrom(day: number, weekday: number): number {
  return day + ((weekday - weekdayNumber(day) + 7) % 7);
}

/** The n-th such weekday of the month that begins on `first`; -1 is the last. Undefined if it has none. */
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

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
