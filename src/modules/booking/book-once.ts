import type { TenantTx } from "#db/tenant-db.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { confirmBooking, refusingConflicts } from "./book-slot.ts";
import { type BookingView, bookingView } from "./view.ts";
import type { BookingOutcome, VisitWish } from "./wishes.ts";

export type BookedOnce =
  | { readonly outcome: "booked"; readonly view: BookingView }
  | Exclude<BookingOutcome, { outcome: "booked" }>;

/**
 * Books once for each idempotency key: however often the request comes, there is one visit and one answer.
 * A refusal is not kept, so the same key may try again.
 */
export function bookOnce(ctx: TenantContext, once: Once | undefined, wish: VisitWish): BookedOnce {
  return refusingConflicts(() => ctx.db.write((tx) => book(ctx, tx, once, wish)));
}

/** As `bookOnce`, committed together with what others book in this moment, each for itself. */
export async function bookTogether(
  ctx: TenantContext,
  once: Once | undefined,
  wish: VisitWish,
): Promise<BookedOnce> {
  try {
    return await ctx.db.writeTogether((tx) => book(ctx, tx, once, wish));
  } catch (error) {
    return refusingConflicts(() => {
      throw error;
    });
  }
}

function book(ctx: TenantContext, tx: TenantTx, once: Once | undefined, wish: VisitWish): BookedOnce {
  const attempt = (): BookedOnce => {
    const result = confirmBooking(ctx, tx, wish);
    if (result.outcome !== "booked") return result;
    return { outcome: "booked", view: bookingView(result.booking, calendarRules(ctx.db, tx).zone) };
  };
  return runOnce(ctx, tx, once, attempt, (result) => result.outcome === "booked");
}
