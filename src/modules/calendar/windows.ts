import { MINUTE } from "#kernel/instant.ts";
import { dateOfDay, weekdayOfDay } from "#kernel/local-date.ts";
import {
  intersectSpans,
  mergeSpans,
  type Minute,
  minuteFrom,
  minuteUntil,
  type Spans,
} from "#kernel/spans.ts";
import type { Zone } from "#kernel/zone.ts";

import type { CalendarRules, Overrides, StaffRules, WeeklyHours, Windows } from "./rules.ts";

/** A range of dates by day number, both inclusive. */
export type Days = { readonly fromDay: number; readonly toDay: number };

/**
 * The opening hours that start on these business dates, merged (SCHEDULING rules 3 and 4). Adjacent windows
 * become one, across midnight too.
 */
export function openingWindows(rules: CalendarRules, days: Days): Spans {
  return mergeSpans(edges(rules.zone, days, (day) => windowsOn(rules, day)));
}

/**
 * When someone works: their own hours, read in their zone, limited to the `opening` hours of the same dates.
 */
export function workingWindows(rules: CalendarRules, person: StaffRules, opening: Spans, days: Days): Spans {
  if (person.hours === null && person.overrides.size === 0) return opening;
  return intersectSpans(opening, mergeSpans(ownWindows(rules, person, days)));
}

function ownWindows(rules: CalendarRules, person: StaffRules, days: Days): Minute[] {
  const { hours, overrides } = person;
  const zone = person.zone ?? rules.zone;
  if (hours !== null) return edges(zone, days, (day) => windowsOn({ hours, overrides }, day));
  // Somebody without a week of their own works the business's, in its zone; their overrides still apply in
  // theirs.
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

function edges(zone: Zone, days: Days, windowsOf: (day: number) => Windows): Minute[] {
  const pairs: Minute[] = [];
  for (let day = days.fromDay; day <= days.toDay; day += 1) {
    for (const [start, end] of windowsOf(day)) {
      const opens = zone.dayToInstant(day, start, "earlier");
      const closes = zone.dayToInstant(day, end, "later");
      pairs.push(minuteFrom(opens), minuteUntil(closes));
    }
  }
  return pairs;
}

/**
 * The midnights of the dates on which these windows leave no minute closed. If a business never closes, its
 * grids start over there; otherwise "counted from opening" would count from a day long past.
 */
export function allDayMidnights(zone: Zone, windows: Spans): Minute[] {
  const midnights: Minute[] = [];
  const midnightOf = (day: number): Minute => minuteFrom(zone.dayToInstant(day, 0, "earlier"));
  for (let i = 0; i < windows.length; i += 2) {
    const [start, end] = [windows[i]!, windows[i + 1]!];
    for (let day = zone.dayOf(start * MINUTE); midnightOf(day + 1) <= end; day += 1) {
      const midnight = midnightOf(day);
      if (midnight >= start) midnights.push(midnight);
    }
  }
  return midnights;
}
