import type { TenantTx } from "#db/tenant-db.ts";
import { AppError, invalid } from "#kernel/errors.ts";
import type { Warning } from "#modules/booking/overridden-rules.ts";
import { type Booking, getBooking } from "#modules/booking/queries.ts";
import { refusingConflicts } from "#modules/booking/refusing-conflicts.ts";
import type { BookingRefusal, VisitWish } from "#modules/booking/wishes.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { customerFor } from "#modules/customers/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type OnConflict, type Placed, type PlacedDate, placeSeries } from "./place-series.ts";
import { MOST_VISITS, planSeries, type Repeat, type SeriesDate } from "./plan-series.ts";
import { rehearse } from "./rehearse.ts";
import { choicesOf, type DateView, dateView } from "./view.ts";

/** A recurring visit. The price and duration that were shown are those of one visit. */
export type SeriesWish = {
  readonly visit: VisitWish;
  /** Left out: a single visit. */
  readonly repeat?: Repeat | undefined;
  readonly onConflict: OnConflict;
};

export type SeriesBooked<View> = {
  readonly outcome: "booked";
  /** The first visit. */
  readonly first: View;
  readonly series: { readonly id: string; readonly visits: readonly DateView[] };
  readonly warnings: readonly Warning[];
};

/**
 * Books all visits of a series in one transaction, once per idempotency key. `onConflict` says what to do
 * about dates that are not free. With `stop`, or if no date is free, it throws SERIES_CONFLICT, which lists
 * every date and the choices, and nothing is kept.
 */
export function bookSeries<View>(
  ctx: TenantContext,
  once: Once | undefined,
  wish: SeriesWish,
  viewOf: (booking: Booking) => View,
): SeriesBooked<View> | BookingRefusal {
  return undoingRefusals(() =>
    ctx.db.write((tx) =>
      runOnce(ctx, tx, once, () => {
        const { id, uids, placed } = bookSeriesInside(ctx, tx, wish);
        const { zone } = calendarRules(ctx.db, tx);
        return {
          outcome: "booked" as const,
          first: viewOf(getBooking(tx, uids[0])),
          series: { id, visits: placed.dates.map((one) => dateView(zone, one, "booked")) },
          warnings: placed.warnings,
        };
      }),
    ),
  );
}

/** A series that was just written; its visits in order of date. */
export type WrittenSeries = {
  readonly id: string;
  readonly uids: readonly [string, ...string[]];
  readonly placed: Placed;
};

/**
 * As `bookSeries`, inside the caller's transaction. The caller must roll back if this throws:
 * SERIES_CONFLICT, or `SeriesRefused` if there can be no such visit on any date.
 */
export function bookSeriesInside(ctx: TenantContext, tx: TenantTx, wish: SeriesWish): WrittenSeries {
  ctx.assertRoomToBook();
  const id = ctx.ids.ulid();
  const { placed, changes } = writeSeries(ctx, tx, wish, id);
  const [first, ...more] = placed.dates.flatMap((one) => (one.kind === "placed" ? [one.uid] : []));
  if (first === undefined || (wish.onConflict === "stop" && choicesOf(placed.dates).length > 0))
    throw conflictError(ctx, placed.dates);
  recordEvent(ctx, tx, { kind: "series_booked", subject: `series:${id}`, changes });
  for (const _ of [first, ...more]) ctx.count("bookings", { source: wish.visit.source, outcome: "booked" });
  return { id, uids: [first, ...more], placed };
}

/**
 * Shows what booking a series would lead to, by booking it and rolling back. Dates that are not free are left
 * out.
 */
export function previewSeries(
  ctx: TenantContext,
  wish: Omit<SeriesWish, "onConflict"> & { readonly onConflict?: Exclude<OnConflict, "stop"> | undefined },
): { readonly outcome: "looked_at"; readonly dates: readonly PlacedDate[] } | BookingRefusal {
  return undoingRefusals(() => {
    const onConflict = wish.onConflict ?? "skip";
    const { placed } = rehearse(ctx, (tx) => writeSeries(ctx, tx, { ...wish, onConflict }, ctx.ids.ulid()));
    return { outcome: "looked_at" as const, dates: placed.dates };
  });
}

function writeSeries(
  ctx: TenantContext,
  tx: TenantTx,
  { visit, repeat, onConflict }: SeriesWish,
  id: string,
) {
  const who = customerFor(ctx, tx, visit.customer);
  const dates = datesOf(ctx, tx, visit, repeat);
  const series = { id, customerId: who.customer.id, onConflict };
  const placed = placeSeries(ctx, tx, visit, dates, series);
  if (placed.outcome !== "placed") throw new SeriesRefused(placed);
  return { placed, changes: [...placed.changes, ...who.changes] };
}

function datesOf(
  ctx: TenantContext,
  tx: TenantTx,
  { start }: VisitWish,
  repeat: Repeat | undefined,
): readonly SeriesDate[] {
  const { zone } = calendarRules(ctx.db, tx);
  if (repeat === undefined) return [{ kind: "visit", date: zone.localDateOf(start), start }];
  const dates = planSeries(zone, start, repeat);
  if (dates === "too_many")
    throw invalid("repeat.until", `A series has at most ${MOST_VISITS} visits: end it earlier.`);
  return dates;
}

function conflictError(ctx: TenantContext, dates: readonly PlacedDate[]): AppError {
  const { zone } = calendarRules(ctx.db);
  return new AppError("SERIES_CONFLICT", undefined, {
    path: "repeat",
    visits: dates.map((one) => dateView(zone, one, "free")),
    choices: choicesOf(dates),
  });
}

/** Thrown to roll back: there can be no such visit, whatever the date. */
export class SeriesRefused extends Error {
  readonly refusal: BookingRefusal;
  constructor(refusal: BookingRefusal) {
    super(refusal.outcome);
    this.refusal = refusal;
  }
}

/** Turns a refusal that was thrown to roll back into an ordinary outcome. */
function undoingRefusals<Outcome>(attempt: () => Outcome): Outcome | BookingRefusal {
  try {
    return refusingConflicts(attempt);
  } catch (error) {
    if (error instanceof SeriesRefused) return error.refusal;
    throw error;
  }
}
