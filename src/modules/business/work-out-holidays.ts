import Holidays, { type HolidaysTypes } from "date-holidays";

import type { HolidayQuestion, KnownHolidays, PublicHoliday } from "./public-holidays.ts";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const ONLY_PUBLIC = { types: ["public" as const] };

/** The public holidays of a place, by date. Loads a library that only a short-lived process should load. */
export function workOutHolidays(question: HolidayQuestion): KnownHolidays {
  const { country, region } = question;
  const all = new Holidays();
  if (!Object.hasOwn(all.getCountries(), country)) return { outcome: "unknown_country" };
  const known = (calendar: Holidays): KnownHolidays => ({
    outcome: "known",
    days: daysOf(calendar, question),
  });
  if (region === null) return known(new Holidays(country, ONLY_PUBLIC));
  const place = readRegion(all, country, region);
  if (!place) return { outcome: "unknown_region", known: Object.keys(all.getStates(country) ?? {}) };
  const [state, part] = place;
  return known(
    part === undefined
      ? new Holidays(country, state, ONLY_PUBLIC)
      : new Holidays(country, state, part, ONLY_PUBLIC),
  );
}

/** `NY`, or `LA-NO` if a part of a state has holidays of its own. */
function readRegion(
  all: Holidays,
  country: string,
  text: string,
): [state: string, part?: string] | undefined {
  const wanted = text.toUpperCase();
  const states = Object.keys(all.getStates(country) ?? {});
  const state = states.find((code) => code.toUpperCase() === wanted);
  if (state !== undefined) return [state];
  const around = states.find((code) => wanted.startsWith(`${code.toUpperCase()}-`));
  if (around === undefined) return undefined;
  const parts = Object.keys(all.getRegions(country, around) ?? {});
  const part = parts.find((code) => code.toUpperCase() === wanted.slice(around.length + 1));
  return part === undefined ? undefined : [around, part];
}

/** Includes the year before: holidays of several days may begin in it. */
function daysOf(calendar: Holidays, { fromYear, toYear }: HolidayQuestion): PublicHoliday[] {
  const days: PublicHoliday[] = [];
  const [own] = calendar.getLanguages();
  for (let year = fromYear - 1; year <= toYear; year++) {
    const english = calendar.getHolidays(year, "en");
    for (const [i, holiday] of calendar.getHolidays(year, own).entries()) {
      days.push(...datesOf(holiday).map((date) => ({ date, ...namesOf(holiday, english[i]) })));
    }
  }
  const wanted = days.filter(({ date }) => yearOf(date) >= fromYear && yearOf(date) <= toYear);
  return wanted.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** The full days of a holiday; one that begins at noon closes none. A day may have 23 hours. */
function datesOf(holiday: HolidaysTypes.Holiday): string[] {
  const length = Math.floor((holiday.end.getTime() - holiday.start.getTime() + HOUR) / DAY);
  const first = Date.parse(`${holiday.date.slice(0, 10)}T00:00:00Z`);
  return Array.from({ length }, (_, i) => new Date(first + i * DAY).toISOString().slice(0, 10));
}

function namesOf(holiday: HolidaysTypes.Holiday, english: HolidaysTypes.Holiday | undefined) {
  const { name } = holiday;
  const englishName = english?.rule === holiday.rule ? english.name : name;
  // The substitute for a holiday on a Sunday is skipped together with it.
  const names = [name, englishName];
  if (holiday.substitute === true) names.push(...names.map((one) => one.replace(/\s*[(（].*$/u, "")));
  return { name, englishName, names: [...new Set(names)] };
}
