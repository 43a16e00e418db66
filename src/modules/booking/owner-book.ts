import { bookSeries, type SeriesBooked, type SeriesWish } from "#modules/booking/series/book-series.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { confirmBooking } from "./book-slot.ts";
import { overriddenRules, type Warning } from "./overridden-rules.ts";
import { refusingConflicts } from "./refusing-conflicts.ts";
import { type BookingRecord, bookingRecord } from "./view.ts";
import type { BookingOutcome, BookingRefusal, BookingWish, SequenceWish } from "./wishes.ts";

export type OwnerWish = Omit<BookingWish, "source" | "byOwner"> | Omit<SequenceWish, "source" | "byOwner">;

/** Books a series as `bookAsOwner` books one visit; the warnings are those of all its visits. */
export function bookSeriesAsOwner(
  ctx: TenantContext,
  once: Once | undefined,
  { visit, ...series }: Omit<SeriesWish, "visit"> & { readonly visit: OwnerWish },
): SeriesBooked<BookingRecord> | BookingRefusal {
  const wish = { ...visit, source: "owner" as const, byOwner: true };
  const { zone } = calendarRules(ctx.db);
  return bookSeries(ctx, once, { ...series, visit: wish }, (first) => bookingRecord(first, zone));
}

export type OwnerBooked =
  | { readonly outcome: "booked"; readonly record: BookingRecord; readonly warnings: readonly Warning[] }
  | Exclude<BookingOutcome, { outcome: "booked" }>;

/**
 * Books for a customer on the business's behalf. The plan's limit never refuses it; with `override` neither
 * do notice and booking window, and the answer warns of what was set aside. An overlap is always refused.
 */
export function bookAsOwner(ctx: TenantContext, once: Once | undefined, wish: OwnerWish): OwnerBooked {
  return refusingConflicts(() =>
    ctx.db.write((tx) => {
      const attempt = (): OwnerBooked => {
        const warnings = overriddenRules(ctx, tx, wish);
        const result = confirmBooking(ctx, tx, { ...wish, source: "owner", byOwner: true });
        if (result.outcome !== "booked") return result;
        const record = bookingRecord(result.booking, calendarRules(ctx.db, tx).zone);
        return { outcome: "booked", record, warnings };
      };
      return runOnce(ctx, tx, once, attempt, (result) => result.outcome === "booked");
    }),
  );
}
