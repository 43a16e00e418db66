import type { Instant } from "#kernel/instant.ts";
import { intersectIntervals, type Interval, mergeIntervals } from "#kernel/interval.ts";
import { dateOfDay, weekdayOfDay } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

import type { CalendarRules, Overrides, StaffRules, WeeklyHours, Windows } from "./rules.ts";

/** Dates by day number, both inclusive. */
export type Days = { readonly fromDay: number; readonly toDay: number };

/**
 * When the business is open: the windows that start on these business dates, as merged intervals
 * (SCHEDULING rules 3 and 4). Windows that touch are one, across midnight too.
 */
export function openingWindows(rules: CalendarRules, days: Days): Interval[] {
  return mergeIntervals(edges(rules.zone, days, (day) => windowsOn(rules, day)));
}

/**
 * When someone works: their own hours, read in their zone, as far as the business (`opening`, for the same
 * dates) is open.
 */
export function workingWindows(
  rules: CalendarRules,
  person: StaffRules,
  opening: readonly Interval[],
  days: Days,
): readonly Interval[] {
  if (person.hours === null && person.overrides.size === 0) return opening;
  return intersectIntervals(opening, mergeIntervals(ownWindows(rules, person, days)));
}

function ownWindows(rules: CalendarRules, person: StaffRules, days: Days): Interval[] {
  const { hours, overrides } = person;
  const zone = person.zone ?? rules.zone;
  if (hours !== null) return edges(zone, days, (day) => windowsOn({ hours, overrides }, day));
  // Who has no week of their own works the business's, in its zone; their overrides are still their own.
  return [
    ...edges(rules.zone, days, (day) => (overrides.has(dateOfDay(day)) ? [] : windowsOn(rules, day))),
    ...edges(zone, days, (day) => overrides.get(dateOfDay(day)) ?? []),
  ];
}

function windowsOn(
  week: { readonly hours: WeeklyHours; readonly overrides: Overrides },
  day: number,
): Windows {
  const override = week.overrides.size === 0 ? undefined : week.overrides.get(dateOfDay(day));
  return override ?? week.hours[weekdayOfDay(day)] ?? [];
}

function edges(zone: Zone, days: Days, windowsOf: (day: number) => Windows): Interval[] {
  const intervals: Interval[] = [];
  for (let day = days.fromDay; day <= days.toDay; day += 1) {
    for (const [start, end] of windowsOf(day)) {
      intervals.push({
        start: zone.dayToInstant(day, start, "earlier"),
        end: zone.dayToInstant(day, end, "later"),
      });
    }
  }
  return intervals;
}

/**
 * The first instants of the dates on which these windows leave no minute closed. Where a business never
 * closes, its grids start anew there; else "counted from opening" would count from a day long gone.
 */
export function allDayMidnights(zone: Zone, windows: readonly Interval[]): Instant[] {
  const midnights: Instant[] = [];
  for (const window of windows) {
    for (let day = zone.dayOf(window.start); ; day += 1) {
      if (zone.dayToInstant(day + 1, 0, "earlier") > window.end) break;
      const midnight = zone.dayToInstant(day, 0, "earlier");
      if (midnight >= window.start) midnights.push(midnight);
    }
  }
  return midnights;
}
