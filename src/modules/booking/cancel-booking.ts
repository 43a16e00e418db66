import type { TenantTx } from "#db/tenant-db.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { vacate } from "./occupy.ts";
import { type ChangeRefusal, refuseChange } from "./plan-change.ts";
import { type Booking, getBooking } from "./queries.ts";
import { rewriteBooking } from "./rewrite-booking.ts";

export type CancelOutcome = { readonly outcome: "cancelled"; readonly booking: Booking } | ChangeRefusal;

export type CancelWish = { readonly reason?: string | undefined; readonly byOwner?: boolean | undefined };

/** Cancels a visit and frees its time. Cancelling twice counts once. */
export function cancelBooking(ctx: TenantContext, uid: string, wish: CancelWish): CancelOutcome {
  return ctx.db.write((tx) => cancelInside(ctx, tx, uid, wish));
}

/** As `cancelBooking`, inside the caller's transaction. */
export function cancelInside(ctx: TenantContext, tx: TenantTx, uid: string, wish: CancelWish): CancelOutcome {
  const booking = getBooking(tx, uid);
  if (booking.row.status === "cancelled") return { outcome: "cancelled", booking };
  const cancelled = writeCancellation(ctx, tx, booking, wish);
  if (cancelled.outcome !== "cancelled") return cancelled;
  const { changes } = cancelled;
  recordEvent(ctx, tx, { kind: "booking_cancelled", subject: `booking:${uid}`, changes });
  return { outcome: "cancelled", booking: getBooking(tx, uid) };
}

/** Writes a cancellation as part of a larger command, which records the changes. */
export function writeCancellation(
  ctx: TenantContext,
  tx: TenantTx,
  booking: Booking,
  wish: CancelWish,
): { readonly outcome: "cancelled"; readonly changes: readonly RowChange[] } | ChangeRefusal {
  const refusal = refuseChange(booking, ctx.clock.now(), wish);
  if (refusal) return refusal;
  vacate(tx, booking.row.uid);
  const changes = rewriteBooking(ctx, tx, booking, {
    booking: { status: "cancelled", cancelled_at: ctx.clock.now(), cancel_reason: wish.reason ?? null },
    item: { counts: 0 },
  });
  return { outcome: "cancelled", changes };
}
