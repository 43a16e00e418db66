/** A calendar date, `YYYY-MM-DD`. It names a day; only with a zone does it become a stretch of time. */
export type LocalDate = `${number}-${number}-${number}`;

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
const FORM = /^\d{4}-\d\d-\d\d$/;

/**
 * Parses `2026-03-09`; undefined for anything else, for impossible days (2026-02-30), and for years outside
 * 1970–2100 (widened by `margin` years on both sides).
 */
export function parseLocalDate(text: string, margin = 0): LocalDate | undefined {
  if (!FORM.test(text)) return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  if (year < FIRST_YEAR - margin || year > LAST_YEAR + margin) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return text as LocalDate;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date `days` later (earlier if negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOf(date) + days);
}

/** How many days `to` is after `from`; negative if it is before. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayOf(to) - dayOf(from);
}

/** Compares dates, for sorting: negative, zero or positive. */
export function compareDates(a: LocalDate, b: LocalDate): number {
  return dayOf(a) - dayOf(b);
}

export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDay(dayOf(date));
}

/** The weekday of a day number. */
export function weekdayOfDay(day: number): Weekday {
  // Day 0, 1970-01-01, was a Thursday.
  const index = (((day + 3) % 7) + 7) % 7;
  return WEEKDAYS[index] as Weekday;
}

/**
 * The day number of a date: days since 1970-01-01 in the Gregorian calendar. Counts years from March, so that
 * the leap day comes last, in eras of 400 years (146,097 days).
 */
export function dayOf(date: LocalDate): number {
  const month = digits(date, 5, 7);
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + digits(date, 8, 10) - 1;
  return (
    year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear - EPOCH
  );
}

const EPOCH = 719_468;
const ERA = 146_097;

/** The date of a day number; the inverse of `dayOf`. */
export function dateOfDay(day: number): LocalDate {
  if (day === lastDay) return lastDate;
  const shifted = day + EPOCH;
  const era = Math.floor(shifted / ERA);
  const dayOfEra = shifted - era * ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  lastDate = `${String(year).padStart(4, "0")}-${pad(month)}-${pad(dayOfMonth)}` as LocalDate;
  lastDay = day;
  return lastDate;
}

// Cached, because answers list slots in order and so ask for the same date many times in a row.
let lastDay = 0;
let lastDate: LocalDate = "1970-01-01";

function pad(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}
