import type { BookingStatus } from "#db/tenant-tables.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { vacate } from "./occupy.ts";
import { type ChangeRefusal, planChange } from "./plan-change.ts";
import { type Booking, getBooking } from "./queries.ts";
import { changeable, rewriteBooking } from "./rewrite-booking.ts";

export type CancelOutcome = { readonly outcome: "cancelled"; readonly booking: Booking } | ChangeRefusal;

export type CancelWish = { readonly reason?: string | undefined; readonly byOwner?: boolean | undefined };

/** Cancels a visit and frees its time. Cancelling twice is one cancellation. */
export function cancelBooking(ctx: TenantContext, uid: string, wish: CancelWish): CancelOutcome {
  return ctx.db.write((tx) => cancelInside(ctx, tx, uid, wish));
}

/** As `cancelBooking`, inside a transaction of the caller's. */
export function cancelInside(ctx: TenantContext, tx: TenantTx, uid: string, wish: CancelWish): CancelOutcome {
  const booking = getBooking(tx, uid);
  if (booking.row.status === "cancelled") return { outcome: "cancelled", booking };
  const decision = planChange(changeable(booking), ctx.clock.now(), wish.byOwner ?? false);
  if (decision.outcome !== "allowed") return decision;
  vacate(tx, uid);
  const changes = rewriteBooking(ctx, tx, booking, {
    booking: { status: "cancelled", cancelled_at: ctx.clock.now(), cancel_reason: wish.reason ?? null },
    item: { counts: 0 },
  });
  recordEvent(ctx, tx, { kind: "booking_cancelled", subject: `booking:${uid}`, changes });
  return { outcome: "cancelled", booking: getBooking(tx, uid) };
}

export type Mark = "completed" | "no_show" | "checked_in";

export type MarkOutcome =
  | { readonly outcome: "marked"; readonly booking: Booking }
  | { readonly outcome: "not_active"; readonly status: BookingStatus }
  | { readonly outcome: "not_started" };

/** What the business notes at the day: the customer came, was served, or did not come. */
export function markBooking(ctx: TenantContext, uid: string, mark: Mark): MarkOutcome {
  return ctx.db.write((tx) => {
    const booking = getBooking(tx, uid);
    const { status, start_at: start, checked_in_at: checkedIn } = booking.row;
    if (status === mark || (mark === "checked_in" && checkedIn !== null && status === "confirmed"))
      return { outcome: "marked", booking };
    if (status !== "confirmed") return { outcome: "not_active", status };
    const now = ctx.clock.now();
    // People come early and may be ticked off then; nobody has failed to come before the time.
    if (mark !== "checked_in" && start > now) return { outcome: "not_started" };
    if (mark === "no_show") vacate(tx, uid);
    const changes = rewriteBooking(ctx, tx, booking, {
      booking: mark === "checked_in" ? { checked_in_at: now } : { status: mark },
      item: mark === "no_show" ? { counts: 0 } : {},
    });
    recordEvent(ctx, tx, { kind: `booking_${mark}`, subject: `booking:${uid}`, changes });
    return { outcome: "marked", booking: getBooking(tx, uid) };
  });
}
