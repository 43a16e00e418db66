import type { TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate, WEEKDAYS, type Weekday, weekdayOf } from "#kernel/local-date.ts";
import { formatTime } from "#kernel/time-label.ts";
import { holidayNames } from "#modules/business/index.ts";
import type { CalendarRules, Window, Windows } from "#modules/calendar/index.ts";

import { fullDate, rangeWords } from "./day-words.ts";

/** Opening hours, for people. */
export type HoursView = {
  /** Consecutive days with the same hours share a line. */
  readonly week: readonly HoursLine[];
  /** Exceptions in the coming weeks. */
  readonly special: readonly HoursLine[];
  /** False until hours are configured. */
  readonly isEverOpen: boolean;
};
export type HoursLine = {
  readonly days: string;
  readonly hours: readonly string[];
  readonly today: boolean;
  /** The name of the holiday. */
  readonly holiday?: string | undefined;
};

/** How far ahead exceptions are listed. */
const SPECIAL_WITHIN_DAYS = 30;

export function hoursView(db: TenantReads, rules: CalendarRules, now: Instant): HoursView {
  const today = rules.zone.localDateOf(now);
  const names = holidayNames(db, today, addDays(today, SPECIAL_WITHIN_DAYS));
  const special = specialLines(rules, today, names);
  const isEverOpen = special.length > 0 || WEEKDAYS.some((day) => (rules.hours[day]?.length ?? 0) > 0);
  return { week: weekLines(rules, weekdayOf(today)), special, isEverOpen };
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
  const ahead = [...overrides].filter(([date]) => date >= today).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const days = ahead.map(([date, windows]) => ({
    date,
    hours: windowWords(windows),
    holiday: names.get(date),
  }));
  return runsOf(days)
    .filter(([first]) => first!.date <= last)
    .flatMap((run) => (run.length < SHORTEST_RUN ? run.map((day) => [day]) : [run]))
    .map((run) => specialLine(run, today));
}

/** The shortest range of days that shares a line; two days read better on a line each. */
const SHORTEST_RUN = 3;

type SpecialDay = {
  readonly date: LocalDate;
  readonly hours: readonly string[];
  readonly holiday: string | undefined;
};

/** Groups consecutive days with the same hours and the same name. */
function runsOf(days: readonly SpecialDay[]): SpecialDay[][] {
  const runs: SpecialDay[][] = [];
  for (const day of days) {
    const before = runs.at(-1)?.at(-1);
    const goesOn =
      before &&
      addDays(before.date, 1) === day.date &&
      before.hours.join() === day.hours.join() &&
      before.holiday === day.holiday;
    if (goesOn) runs.at(-1)?.push(day);
    else runs.push([day]);
  }
  return runs;
}

function specialLine(run: readonly SpecialDay[], today: LocalDate): HoursLine {
  const { date, hours, holiday } = run[0]!;
  const last = run.at(-1)!.date;
  return {
    days: date === last ? fullDate(date, today) : rangeWords(date, last),
    hours,
    today: date <= today && today <= last,
    holiday,
  };
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
