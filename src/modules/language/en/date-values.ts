import {
  addMonths,
  dayNumber,
  monthStart,
  partsOf,
  weekdayFrom,
  weekdayNumber,
} from "#modules/language/calendar.ts";
import { formOf, type Groups, type Rule } from "#modules/language/line.ts";
import type { Reading, Value } from "#modules/language/values.ts";

export type DateValue = Extract<Value, { kind: "date" }>;
export type EnglishRule = Rule<Value, Reading>;

/** What is asked so that things stand in a row, times or ways to go on: "the first" is one of them then. */
export const LISTED: ReadonlySet<Reading["asked"]> = new Set(["choice", "conflict", "scope"] as const);

/** A rule whose value is a date. The day is undefined where the words name none. */
export function dateRule(
  source: string,
  by: DateValue["by"],
  read: (groups: Groups, today: number) => number | undefined,
  isBare = false,
): EnglishRule {
  return {
    form: formOf(source),
    code: "D",
    read: (groups, { context }) => {
      const day = read(groups, context.today);
      return day === undefined ? undefined : { kind: "date", day, by, ...(isBare && { isBare }) };
    },
  };
}

/** A rule that looks at more than the day, or at values that were read before. */
export function valueRule(source: string, code: string, read: EnglishRule["read"]): EnglishRule {
  return { form: formOf(source), code, read };
}

/** The date that was read as value number `index`. */
export function dateAt(values: readonly Value[], index: string | undefined): DateValue | undefined {
  const value = values[Number(index)];
  return value?.kind === "date" ? value : undefined;
}

/**
 * A day and month, with the year if it was said. Without one the next such day is meant, today included
 * (SCHEDULING: "16 August" said on 1 September is next year's). 29 February waits for a leap year.
 */
export function dayAndMonth(day: number, month: number, year: string, today: number): number | undefined {
  if (year !== "") return dayNumber(fullYear(Number(year)), month, day);
  const thisYear = partsOf(today).year;
  const far = month === 2 && day === 29 ? 8 : 1;
  for (let y = thisYear; y <= thisYear + far; y += 1) {
    const found = dayNumber(y, month, day);
    if (found !== undefined && found >= today) return found;
  }
  return undefined;
}

function fullYear(year: number): number {
  return year < 70 ? year + 2000 : year < 100 ? year + 1900 : year;
}

/** "the 5th": the next day with that number, today included; months that lack it are passed over. */
export function dayOfMonth(day: number, today: number): number | undefined {
  for (let months = 0; months < 4; months += 1) {
    const { year, month } = partsOf(monthStart(today, months));
    const found = dayNumber(year, month, day);
    if (found !== undefined && found >= today) return found;
  }
  return undefined;
}

/** That day of this month, the last or the next one, even when it is past. */
export function dayInMonth(day: number, which: string, today: number): number | undefined {
  const { year, month } = partsOf(
    addMonths(monthStart(today), which === "next" ? 1 : which === "last" ? -1 : 0),
  );
  return dayNumber(year, month, day);
}

/** A weekday and a date that were said together: in doubt when they disagree (SCHEDULING). */
export function withWeekday(date: DateValue, weekday: number, today: number): DateValue {
  if (weekdayNumber(date.day) === weekday) return date;
  const byWeekday = weekdayFrom(today, weekday);
  return { ...date, doubt: { why: "weekday_disagrees", days: [date.day, byWeekday] } };
}
