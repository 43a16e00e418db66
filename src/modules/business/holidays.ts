import { flag } from "#db/columns.ts";
import type { HolidaysTable } from "#db/holiday-tables.ts";
import type { TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { invalidAll, type Problem } from "#kernel/problems.ts";
import type { WriteOptions } from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { changeSettings } from "./commands.ts";
import { nextHolidayWork, yearAt } from "./holiday-queries.ts";
import { NO_HOLIDAYS, type PlannedHolidays, writeHolidays } from "./holiday-rows.ts";
import {
  type HolidayPolicy,
  isSkipped,
  placeOf,
  unknownSkips,
  YEARS_AHEAD,
  yearsToKnow,
} from "./plan-holidays.ts";
import { findPublicHolidays, type KnownHolidays, type PublicHoliday } from "./public-holidays.ts";
import { getPolicies, type StoredSettings } from "./queries.ts";
import type { Policies } from "./schemas.ts";

type Reading = {
  readonly year: number;
  /** The prefix of paths in errors. */
  readonly under?: string;
  /** Refuse names that are not holidays of the place: they must be typing errors. */
  readonly strict?: boolean;
};

/**
 * Computes the holidays of a policy from `year` on. Throws a 400 for a country or region without known
 * holidays.
 */
export async function knowHolidays(policy: HolidayPolicy, reading: Reading): Promise<PlannedHolidays> {
  const known = await askFor(policy, reading.year);
  if (!known) return NO_HOLIDAYS;
  const problems = holidayProblems(known, policy.skip, reading);
  if (problems.length > 0) throw invalidAll(problems);
  return planRows(known, policy, reading.year);
}

/** Replaces the policies, and with them the dates closed by holidays. Throws as `knowHolidays`. */
export async function changePolicies(
  ctx: TenantContext,
  document: Policies,
  how: WriteOptions = {},
): Promise<StoredSettings<"policies">> {
  const year = yearAt(ctx.db, ctx.clock.now());
  const planned = await knowHolidays(document.holidays, { year, under: "holidays.", strict: true });
  const changed = changeSettings(ctx, "policies", document, how, (tx) => writeHolidays(tx, planned));
  wakeForHolidays(ctx);
  return changed;
}

/** Recomputes the holidays if due: the library may have been updated, or a new year begins. */
export async function refreshHolidays(ctx: TenantContext): Promise<void> {
  const now = ctx.clock.now();
  if (!isDue(ctx.db, now)) return;
  const policy = getPolicies(ctx.db).holidays;
  const year = yearAt(ctx.db, now);
  const known = await askFor(policy, year);
  if (known && known.outcome !== "known") ctx.log.warn({ place: placeOf(policy) }, UNKNOWN_NOW);
  const planned = known ? planRows(known, policy, year) : NO_HOLIDAYS;
  ctx.db.write((tx) => {
    // If the policies have changed meanwhile, it is due again.
    if (placeOf(getPolicies(tx).holidays) !== placeOf(policy)) return;
    const changes = writeHolidays(tx, planned);
    recordEvent(ctx, tx, { kind: "holidays_worked_out", subject: "settings:policies", changes });
  });
}

function isDue(db: TenantReads, now: Instant): boolean {
  const due = nextHolidayWork(db, now);
  return due !== null && due <= now;
}

function wakeForHolidays(ctx: TenantContext): void {
  const next = nextHolidayWork(ctx.db, ctx.clock.now());
  if (next !== null) ctx.wakeAt(next);
}

/** The problems with a place or, if `strict`, with the names to skip. */
export function holidayProblems(
  known: KnownHolidays,
  skip: readonly string[] = [],
  { under = "", strict = false }: Partial<Reading> = {},
): Problem[] {
  if (known.outcome === "unknown_country")
    return [{ path: `${under}country`, message: "is a country of which no public holidays are known" }];
  if (known.outcome === "unknown_region") {
    const regions = known.known.length === 0 ? "null: it has none" : `one of ${known.known.join(", ")}`;
    return [{ path: `${under}region`, message: `must be ${regions}` }];
  }
  const unknown = strict ? unknownSkips(known.days, skip) : [];
  return unknown.map((i) => ({ path: `${under}skip.${i}`, message: "is no public holiday there" }));
}

/** Undefined if no holidays are kept. */
async function askFor({ country, region }: HolidayPolicy, year: number): Promise<KnownHolidays | undefined> {
  if (country === null) return undefined;
  return await findPublicHolidays({ country, region, fromYear: year, toYear: year + YEARS_AHEAD });
}

/**
 * A place that the library no longer knows is stored as years without holidays, so that it is not looked up
 * over and over.
 */
function planRows(known: KnownHolidays, policy: HolidayPolicy, year: number): PlannedHolidays {
  const place = placeOf(policy) ?? "";
  return {
    years: yearsToKnow(year).map((one) => ({ year: one, place })),
    days: known.outcome === "known" ? daysOf(known.days, policy.skip) : [],
  };
}

function daysOf(holidays: readonly PublicHoliday[], skip: readonly string[]): HolidaysTable[] {
  const days = new Map<string, HolidaysTable>();
  for (const holiday of holidays) {
    const { date, name } = holiday;
    days.set(`${date}/${name}`, { date, name, closed: flag(!isSkipped(holiday, skip)) });
  }
  return [...days.values()];
}

const UNKNOWN_NOW = "No public holidays are known any more of the place that a business keeps.";
