import type { TenantTx } from "#db/tenant-db.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { countBooking, tryToBook } from "./book-slot.ts";
import { refusalOfConflict, refusingConflicts } from "./refusing-conflicts.ts";
import { type BookingView, bookingView } from "./view.ts";
import type { BookingOutcome, VisitWish } from "./wishes.ts";

export type BookedOnce =
  | { readonly outcome: "booked"; readonly view: BookingView }
  | Exclude<BookingOutcome, { outcome: "booked" }>;

/**
 * Books once per idempotency key: however often the request arrives, there is one visit and one answer. A
 * refusal is not stored, so the same key may try again.
 */
export function bookOnce(ctx: TenantContext, once: Once | undefined, wish: VisitWish): BookedOnce {
  const attempt = bookingOf(ctx, once, wish);
  return refusingConflicts(() => attempt.counted(ctx.db.write(attempt.book)));
}

/**
 * As `bookOnce`, but shares a commit with other bookings of the same moment (group commit); each succeeds or
 * fails by itself.
 */
export async function bookTogether(
  ctx: TenantContext,
  once: Once | undefined,
  wish: VisitWish,
): Promise<BookedOnce> {
  const attempt = bookingOf(ctx, once, wish);
  try {
    return attempt.counted(await ctx.db.writeTogether(attempt.book));
  } catch (error) {
    return refusalOfConflict(error);
  }
}

/**
 * `book` runs in the transaction, possibly twice; `counted` runs once it has committed. A replayed answer is
 * not counted again.
 */
function bookingOf(ctx: TenantContext, once: Once | undefined, wish: VisitWish) {
  let isNew = false;
  const work = (tx: TenantTx): BookedOnce => {
    isNew = true;
    const result = tryToBook(ctx, tx, wish);
    if (result.outcome !== "booked") return result;
    return { outcome: "booked", view: bookingView(result.booking, calendarRules(ctx.db, tx).zone) };
  };
  const isKept = (result: BookedOnce): boolean => result.outcome === "booked";
  return {
    book: (tx: TenantTx): BookedOnce => runOnce(ctx, tx, once, () => work(tx), isKept),
    counted: (result: BookedOnce): BookedOnce => {
      if (isNew) countBooking(ctx, wish, result.outcome);
      return result;
    },
  };
}
