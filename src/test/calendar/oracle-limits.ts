import { Temporal } from "temporal-polyfill";

import type { CountedPart, VisitLimits } from "#modules/calendar/index.ts";

import type { Scene } from "./oracle-hours.ts";
import { MINUTE, type Minute, wallClock } from "./oracle-time.ts";

/** Whose visits a limit counts: everyone's, those with a certain service, or those with a certain person. */
type Whose = {
  readonly limits: VisitLimits | undefined;
  readonly serviceId?: string;
  readonly staffId?: string;
};

/** Whether one more visit at this minute stays within the limits of its date and its week (from Monday). */
export function takesOneMore(
  { rules, query }: Scene,
  visits: readonly CountedPart[],
  minute: Minute,
  { limits, serviceId, staffId }: Whose,
): boolean {
  if (limits === undefined || query.override === true) return true;
  const dateOf = (start: number): string => wallClock(rules.zone.id, Math.floor(start / MINUTE)).date;
  const date = dateOf(minute * MINUTE);
  const others = visits.filter(
    (visit) =>
      (serviceId === undefined || visit.serviceId === serviceId) &&
      (staffId === undefined || visit.staffId === staffId) &&
      (query.ignoreOwner === undefined || visit.ownerId !== query.ignoreOwner),
  );
  const visitsThat = (lie: (other: string) => boolean): number =>
    new Set(others.filter((visit) => lie(dateOf(visit.start))).map((visit) => visit.ownerId)).size;
  const { perDay, perWeek } = limits;
  if (perDay !== null && visitsThat((other) => other === date) >= perDay) return false;
  return perWeek === null || visitsThat((other) => weekOf(other) === weekOf(date)) < perWeek;
}

const weeks = new Map<string, string>();

/** Year and week number according to ISO 8601. */
function weekOf(date: string): string {
  const known = weeks.get(date);
  if (known !== undefined) return known;
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(date);
  const week = `${yearOfWeek}-${weekOfYear}`;
  weeks.set(date, week);
  return week;
}
