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

/** Questions that list options, such as times or ways to proceed, so that "the first" means one of them. */
export const LISTED: ReadonlySet<Reading["asked"]> = new Set(["choice", "conflict", "scope"] as const);

/** A rule whose value is a date. `read` returns a day number, or undefined if the words name no date. */
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

/** A rule with a value of any kind, which may look at values read before. */
export function valueRule(source: string, code: string, read: EnglishRule["read"]): EnglishRule {
  return { form: formOf(source), code, read };
}

/** The date among the values at this index; undefined if there is none. */
export function dateAt(values: readonly Value[], index: string | undefined): DateValue | undefined {
  const value = values[Number(index)];
  return value?.kind === "date" ? value : undefined;
}

/**
 * A day and month, with the year if given; otherwise the next such day, including today (SCHEDULING: "16
 * August" said on 1 September is next year's). 29 February waits for a leap year.
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

/** "the 5th": the next day with that number, including today; months without it are skipped. */
export function dayOfMonth(day: number, today: number): number | undefined {
  for (let months = 0; months < 4; months += 1) {
    const { year, month } = partsOf(monthStart(today, months));
    const found = dayNumber(year, month, day);
    if (found !== undefined && found >= today) return found;
  }
  return undefined;
}

/** That day of this, the previous or the next month, even if it is past. */
export function dayInMonth(day: number, which: string, today: number): number | undefined {
  const { year, month } = partsOf(
    addMonths(monthStart(today), which === "next" ? 1 : which === "last" ? -1 : 0),
  );
  return dayNumber(year, month, day);
}

/** A weekday and a date given together; marked as doubtful if they contradict each other (SCHEDULING). */
export function withWeekday(date: DateValue, weekday: number, today: number): DateValue {
  if (weekdayNumber(date.day) === weekday) return date;
  const byWeekday = weekdayFrom(today, weekday);
  return { ...date, doubt: { why: "weekday_disagrees", days: [date.day, byWeekday] } };
}
