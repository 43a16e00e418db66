import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { HolidaysTable, HolidayYearsTable } from "#db/holiday-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { getZone } from "#kernel/zone.ts";

import { placeOf, yearsToKnow } from "./plan-holidays.ts";
import { getPolicies, getProfile } from "./queries.ts";

/** The business dates that public holidays close, as far as computed. */
export function closedHolidays(db: TenantReads): LocalDate[] {
  return [...new Set(db.all(closedDates({})).map(({ date }) => date as LocalDate))];
}

/** The names of the dates that public holidays close, from `from` to `to`, both inclusive. */
export function holidayNames(
  db: TenantReads,
  from: LocalDate,
  to: LocalDate,
): ReadonlyMap<LocalDate, string> {
  const rows = Map.groupBy(db.all(closedBetween({ from, to })), ({ date }) => date as LocalDate);
  return new Map([...rows].map(([date, days]) => [date, days.map(({ name }) => name).join(", ")]));
}

export function storedHolidays(db: TenantReads): HolidaysTable[] {
  return db.all(build.selectFrom("holidays").selectAll().orderBy("date").orderBy("name"));
}

export function storedYears(db: TenantReads): HolidayYearsTable[] {
  return db.all(build.selectFrom("holiday_years").selectAll().orderBy("year"));
}

/** The year of an instant in the business's zone. */
export function yearAt(db: TenantReads, at: Instant): number {
  return Number(getZone(getProfile(db).time_zone).localDateOf(at).slice(0, 4));
}

/**
 * When holidays must be recomputed: at the business's new year, or now if what is stored does not match the
 * policies. Null if it keeps none.
 */
export function nextHolidayWork(db: TenantReads, now: Instant): Instant | null {
  const place = placeOf(getPolicies(db).holidays);
  const stored = storedYears(db);
  if (place === undefined) return stored.length === 0 ? null : now;
  const year = yearAt(db, now);
  const known = new Set(stored.filter((row) => row.place === place).map((row) => row.year));
  if (yearsToKnow(year).some((one) => !known.has(one))) return now;
  return getZone(getProfile(db).time_zone).startOfDay(`${year + 1}-01-01`);
}

const closedDates = statement((_: object) =>
  build.selectFrom("holidays").select("date").where("closed", "=", 1).orderBy("date"),
);

const closedBetween = statement((p: { from: LocalDate; to: LocalDate }) =>
  build
    .selectFrom("holidays")
    .select(["date", "name"])
    .where("closed", "=", 1)
    .where("date", ">=", p.from)
    .where("date", "<=", p.to)
    .orderBy("date")
    .orderBy("name"),
);
