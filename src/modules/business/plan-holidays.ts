import { parseLocalDate } from "#kernel/local-date.ts";

import type { PublicHoliday } from "./public-holidays.ts";
import type { Policies } from "./schemas.ts";

export type HolidayPolicy = Policies["holidays"];

/** How many further years are computed: more than the longest booking window covers. */
export const YEARS_AHEAD = 4;

/** Every year that must be computed in `year`. */
export function yearsToKnow(year: number): number[] {
  return Array.from({ length: YEARS_AHEAD + 1 }, (_, i) => year + i);
}

/** A place as stored: `US`, `US-NY`; undefined if no holidays are kept. */
export function placeOf({ country, region }: HolidayPolicy): string | undefined {
  if (country === null) return undefined;
  return region === null ? country : `${country}-${region.toUpperCase()}`;
}

/** Whether the owner works on it anyway: `skip` has its name, in either language, or its date. */
export function isSkipped(holiday: PublicHoliday, skip: readonly string[]): boolean {
  return skip.some((entry) => means(entry, holiday));
}

/** The index in `skip` of a name that is none of these holidays; a date may be of any year. */
export function unknownSkips(holidays: readonly PublicHoliday[], skip: readonly string[]): number[] {
  const isKnown = (entry: string) =>
    parseLocalDate(entry.trim()) !== undefined || holidays.some((holiday) => means(entry, holiday));
  return skip.flatMap((entry, i) => (isKnown(entry) ? [] : [i]));
}

function means(entry: string, { date, names }: PublicHoliday): boolean {
  const wanted = plain(entry);
  return wanted === date || names.some((name) => plain(name) === wanted);
}

function plain(text: string): string {
  return text.normalize("NFKC").replaceAll(/[’‘ʼ]/gu, "'").trim().toLowerCase();
}
