import type { TenantTx } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { findExceededLimit, useUpHold } from "#modules/booking/book-slot.ts";
import { overriddenRules, type Warning } from "#modules/booking/overridden-rules.ts";
import { planVisit } from "#modules/booking/plan-visit.ts";
import type { BookingRefusal, VisitWish } from "#modules/booking/wishes.ts";
import { type VisitPart, writeVisit } from "#modules/booking/write-visit.ts";
import { calendarRules, type Slot } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { type Conflict, conflictOf, skippedTimeConflict } from "./conflicts.ts";
import type { DayOfSeries, SeriesDate } from "./plan-series.ts";

/** What to do about dates that are not free: leave them out, take the nearest time, or book nothing. */
export type OnConflict = "skip" | "nearest" | "stop";

/** A date of a series and its result. */
export type PlacedDate =
  | {
      readonly kind: "placed";
      readonly date: LocalDate;
      /** The requested start, if the nearest free time was taken instead. */
      readonly insteadOf: Instant | undefined;
      readonly uid: string;
      readonly currency: string;
      readonly parts: readonly VisitPart[];
    }
  | Conflict
  | Extract<SeriesDate, { kind: "no_such_day" }>;

export type Placed = {
  readonly outcome: "placed";
  readonly dates: readonly PlacedDate[];
  readonly changes: readonly RowChange[];
  readonly warnings: readonly Warning[];
};

type Series = {
  readonly id: string;
  readonly customerId: string;
  readonly onConflict: OnConflict;
};

/**
 * Writes a visit for each date on which one can be had, each judged with the earlier ones in place. Returns a
 * refusal if there can be no such visit on any date; the caller must then roll back.
 */
export function placeSeries(
  ctx: TenantContext,
  tx: TenantTx,
  wish: VisitWish,
  dates: readonly SeriesDate[],
  series: Series,
): Placed | BookingRefusal {
  const placed: PlacedDate[] = [];
  const changes: RowChange[] = [];
  const warnings = new Set<Warning>();
  const place: Place = (visit, date, insteadOf) => {
    const warned = overriddenRules(ctx, tx, { ...visit, customer: { id: series.customerId } });
    const found = placeVisit(ctx, tx, visit, series);
    if (found.outcome !== "written") return found;
    for (const warning of warned) warnings.add(warning);
    changes.push(...found.changes);
    return { kind: "placed", date, insteadOf, uid: found.uid, currency: found.currency, parts: found.parts };
  };
  for (const [i, one] of dates.entries()) {
    const visit = { ...wish, holdId: i === 0 ? wish.holdId : undefined };
    const found = one.kind === "no_such_day" ? one : placeDate(ctx, tx, visit, one, place);
    if ("outcome" in found) return found;
    placed.push(series.onConflict === "nearest" ? placeNear(visit, found, place) : found);
  }
  return { outcome: "placed", dates: placed, changes, warnings: [...warnings] };
}

type Place = (visit: VisitWish, date: LocalDate, insteadOf?: Instant) => PlacedDate | BookingRefusal;

function placeDate(
  ctx: TenantContext,
  tx: TenantTx,
  wish: VisitWish,
  one: DayOfSeries,
  place: Place,
): PlacedDate | BookingRefusal {
  const { zone } = calendarRules(ctx.db, tx);
  const visit = { ...wish, start: one.start };
  if (one.kind === "no_such_time") return skippedTimeConflict(zone, one, nearSkippedTime(ctx, tx, visit));
  const found = place(visit, one.date);
  return "kind" in found ? found : (conflictOf(zone, found, one) ?? found);
}

/** Replaces a conflict by the nearest time; it stays a conflict if that cannot be had either. */
function placeNear(wish: VisitWish, found: PlacedDate, place: Place): PlacedDate {
  if (found.kind !== "conflict" || !found.nearest) return found;
  const near = { ...wish, start: found.nearest.start, holdId: undefined };
  const placed = place(near, found.date, found.start);
  return "kind" in placed ? placed : found;
}

function placeVisit(ctx: TenantContext, tx: TenantTx, wish: VisitWish, series: Series) {
  const planned = planVisit(ctx, tx, wish);
  if (planned.outcome !== "planned") return planned;
  const who = { ...wish, customer: { id: series.customerId } };
  const exceeded = findExceededLimit(ctx, tx, calendarRules(ctx.db, tx), who);
  if (exceeded) return exceeded;
  const usedHold = useUpHold(tx, wish.holdId);
  const written = writeVisit(ctx, tx, {
    customer_id: series.customerId,
    source: wish.source,
    currency: planned.currency,
    series_id: series.id,
    notes: wish.notes,
    parts: planned.parts,
  });
  const changes = [...written.changes, ...usedHold];
  return { uid: written.row.uid, changes, ...planned, outcome: "written" as const };
}

/** Alternatives to a local time that a clock change skips: the moment of the change, or what is near it. */
function nearSkippedTime(ctx: TenantContext, tx: TenantTx, wish: VisitWish): readonly Slot[] {
  const planned = planVisit(ctx, tx, wish);
  if (planned.outcome !== "planned") return "alternatives" in planned ? planned.alternatives : [];
  const [first, last] = [planned.parts[0]!, planned.parts.at(-1)!];
  return [{ start: first.start, end: last.end, staffIds: [first.staffId], seatsLeft: 1 }];
}
