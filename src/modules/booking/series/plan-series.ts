import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate, parseLocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

/** How a visit recurs: every so many weeks or months, for a number of visits or until a date. */
export type Repeat = {
  readonly every: "week" | "month";
  readonly interval: number;
  /** How many visits, including the first. */
  readonly count?: number | undefined;
  /** The last possible date (inclusive). */
  readonly until?: LocalDate | undefined;
};

/** The most visits in a series: one for each week of a year. */
export const MOST_VISITS = 52;

/** The end of the calendar. */
const LAST_MONTH = "2100-12";

/** A date of a series, in the business's zone. */
export type SeriesDate =
  | DayOfSeries
  /** The month, such as `2026-02`, lacks the day. */
  | { readonly kind: "no_such_day"; readonly month: string };

export type DayOfSeries =
  | { readonly kind: "visit"; readonly date: LocalDate; readonly start: Instant }
  /** A clock change skips the local time on that date; `start` is the next one that exists. */
  | { readonly kind: "no_such_time"; readonly date: LocalDate; readonly start: Instant };

/**
 * The dates of a series that starts at `start`. The local time stays the same across clock changes
 * (SCHEDULING rules 1 and 3); a repeated time means its first occurrence. A month that lacks the day is
 * skipped and does not count as a visit (as in RFC 5545, 3.3.10). Returns "too_many" for more than
 * `MOST_VISITS`.
 */
export function planSeries(zone: Zone, start: Instant, repeat: Repeat): readonly SeriesDate[] | "too_many" {
  const first = zone.localDateOf(start);
  const minutes = zone.minuteOfDay(start);
  const count = repeat.count ?? Infinity;
  const until = repeat.until ?? "9999-12-31";
  const dates: SeriesDate[] = [{ kind: "visit", date: first, start }];
  let visits = 1;
  for (let nth = 1; visits < count; nth += 1) {
    const next = dateOfNth(first, repeat, nth);
    if ((next.date ?? next.month) > until || next.month > LAST_MONTH) break;
    if (visits === MOST_VISITS) return "too_many";
    if (next.date === undefined) dates.push({ kind: "no_such_day", month: next.month });
    else {
      dates.push(dateAt(zone, next.date, minutes));
      visits += 1;
    }
  }
  return dates;
}

function dateOfNth(
  first: LocalDate,
  { every, interval }: Repeat,
  nth: number,
): { readonly date: LocalDate | undefined; readonly month: string } {
  if (every === "week") {
    const date = addDays(first, 7 * interval * nth);
    return { date, month: date.slice(0, 7) };
  }
  const months = Number(first.slice(5, 7)) - 1 + interval * nth;
  const year = Number(first.slice(0, 4)) + Math.floor(months / 12);
  const month = `${String(year).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;
  return { date: parseLocalDate(`${month}-${first.slice(8)}`), month };
}

/** This local time on a date, if it exists. */
export function dateAt(zone: Zone, date: LocalDate, minutes: number): DayOfSeries {
  const reading = zone.readLocal(date, minutes);
  switch (reading.kind) {
    case "once":
      return { kind: "visit", date, start: reading.at };
    case "twice":
      return { kind: "visit", date, start: reading.earlier };
    case "gap":
      return { kind: "no_such_time", date, start: reading.change };
  }
}
