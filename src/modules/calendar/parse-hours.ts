import type { HoursDocument, WeekDocument } from "#db/tenant-tables.ts";
import { minutesOf } from "#kernel/instant.ts";

import type { WeeklyHours, Window, Windows } from "./rules.ts";

/** Parses windows such as `["22:00", "03:00"]` into minutes; an end before the start is past midnight. */
export function parseDay(day: HoursDocument): Windows {
  return day.map(parseWindow);
}

/** Parses a week; a missing day is closed. */
export function parseWeek(week: WeekDocument): WeeklyHours {
  return Object.fromEntries(Object.entries(week).map(([day, windows]) => [day, parseDay(windows ?? [])]));
}

function parseWindow([from, to]: readonly [string, string]): Window {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return [start, end > start ? end : end + 24 * 60];
}
