import type { TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate, WEEKDAYS, type Weekday, weekdayOf } from "#kernel/local-date.ts";
import { formatTime } from "#kernel/time-label.ts";
import { holidayNames } from "#modules/business/index.ts";
import type { CalendarRules, Window, Windows } from "#modules/calendar/index.ts";

import { fullDate } from "./day-words.ts";

/** When a business is open, for people. */
export type HoursView = {
  /** Neighbouring days with the same hours stand in one line. */
  readonly week: readonly HoursLine[];
  /** What differs from that in the next weeks. */
  readonly special: readonly HoursLine[];
};
export type HoursLine = {
  readonly days: string;
  readonly hours: readonly string[];
  readonly today: boolean;
  /** The holiday that it is. */
  readonly holiday?: string | undefined;
};

/** So far ahead are special days told. */
const SPECIAL_WITHIN_DAYS = 30;

export function hoursView(db: TenantReads, rules: CalendarRules, now: Instant): HoursView {
  const today = rules.zone.localDateOf(now);
  const names = holidayNames(db, today, addDays(today, SPECIAL_WITHIN_DAYS));
  return { week: weekLines(rules, weekdayOf(today)), special: specialLines(rules, today, names) };
}

function weekLines({ hours }: CalendarRules, today: Weekday): HoursLine[] {
  const runs: { first: Weekday; last: Weekday; hours: readonly string[]; today: boolean }[] = [];
  for (const day of WEEKDAYS) {
    const words = windowWords(hours[day] ?? []);
    const run = runs.at(-1);
    if (run && run.hours.join() === words.join()) {
      run.last = day;
      run.today ||= day === today;
    } else runs.push({ first: day, last: day, hours: words, today: day === today });
  }
  return runs.map(({ first, last, ...line }) => ({ days: daysWords(first, last), ...line }));
}

function specialLines(
  { overrides }: CalendarRules,
  today: LocalDate,
  names: ReadonlyMap<LocalDate, string>,
): HoursLine[] {
  const last = addDays(today, SPECIAL_WITHIN_DAYS);
  return [...overrides]
    .filter(([date]) => date >= today && date <= last)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, windows]) => ({
      days: fullDate(date, today),
      hours: windowWords(windows),
      today: date === today,
      holiday: names.get(date),
    }));
}

function daysWords(first: Weekday, last: Weekday): string {
  return first === last ? NAMES[first] : `${NAMES[first]} – ${NAMES[last]}`;
}

function windowWords(windows: Windows): readonly string[] {
  return windows.length === 0 ? ["Closed"] : windows.map(oneWindow);
}

function oneWindow([start, end]: Window): string {
  if (start === 0 && end === 24 * 60) return "Open all day";
  const until = end % (24 * 60) === 0 ? "midnight" : formatTime(end % (24 * 60));
  return `${formatTime(start)} – ${until}`;
}

const NAMES: Readonly<Record<Weekday, string>> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
};
