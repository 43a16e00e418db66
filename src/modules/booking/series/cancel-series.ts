import type { TenantTx } from "#db/tenant-db.ts";
import { cancelInside, type CancelWish, writeCancellation } from "#modules/booking/cancel-booking.ts";
import { type ChangeRefusal, refuseChange } from "#modules/booking/plan-change.ts";
import { type Booking, getBooking } from "#modules/booking/queries.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { CHANGE_REASONS } from "./conflicts.ts";
import { type Scoped, type SeriesChange, visitsInScope } from "./queries.ts";

/** As `cancelScoped`, in a transaction of its own. */
export function cancelSeries(ctx: TenantContext, uid: string, wish: CancelWish & Scoped) {
  return ctx.db.write((tx) => cancelScoped(ctx, tx, uid, wish));
}

/**
 * Cancels a visit, this and the later ones of its series, or all that are still to come: in one transaction,
 * with one event. Visits that can no longer be cancelled stay and are listed; if this one cannot, nothing is
 * cancelled.
 */
export function cancelScoped(
  ctx: TenantContext,
  tx: TenantTx,
  uid: string,
  { scope = "this", ...wish }: CancelWish & Scoped,
):
  | { readonly outcome: "cancelled"; readonly booking: Booking; readonly series?: SeriesChange }
  | ChangeRefusal {
  const booking = getBooking(tx, uid);
  const { series_id: id } = booking.row;
  if (scope === "this" || id === null) return cancelInside(ctx, tx, uid, wish);
  const refusal = refuseChange(booking, ctx.clock.now(), wish);
  if (refusal && refusal.outcome !== "not_active") return refusal;
  const changes: RowChange[] = [];
  const changed: string[] = [];
  const unchanged: SeriesChange["unchanged"][number][] = [];
  for (const visit of visitsInScope(ctx, tx, booking, scope)) {
    const cancelled = writeCancellation(ctx, tx, visit, wish);
    if (cancelled.outcome === "cancelled") {
      changes.push(...cancelled.changes);
      changed.push(visit.row.uid);
    } else unchanged.push({ uid: visit.row.uid, reason: CHANGE_REASONS[cancelled.outcome] });
  }
  if (changed.length === 0) return refusal ?? { outcome: "not_active", status: booking.row.status };
  recordEvent(ctx, tx, { kind: "series_cancelled", subject: `series:${id}`, changes });
  const series = { id, changed: changed.map((one) => getBooking(tx, one)), unchanged };
  return { outcome: "cancelled", booking: getBooking(tx, uid), series };
}
