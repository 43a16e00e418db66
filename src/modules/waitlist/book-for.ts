import type { TenantTx } from "#db/tenant-db.ts";
import {
  type Booking,
  confirmBooking,
  moveInside,
  type Refusal,
  type ShownTerms,
} from "#modules/booking/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { EntryRow } from "./entries.ts";
import type { FreeStart } from "./find-starts.ts";

export type BookedFor = { readonly outcome: "booked"; readonly booking: Booking } | Refusal;

/**
 * Books a time for somebody on the waitlist: a new visit or, if they already have one, that visit moved there
 * under its own terms, which frees its old time in the same transaction. The time was judged when it was
 * offered, so notice no longer binds. Nothing is written unless the outcome is `booked`.
 */
export function bookFor(
  ctx: TenantContext,
  tx: TenantTx,
  entry: EntryRow,
  at: FreeStart,
  shown: ShownTerms,
): BookedFor {
  if (entry.earlier_than !== null) {
    const wish = { start: at.start, staffId: at.staffId, byOwner: true, override: true, ...shown };
    const moved = moveInside(ctx, tx, entry.earlier_than, wish);
    return moved.outcome === "moved" ? { outcome: "booked", booking: moved.booking } : moved;
  }
  return confirmBooking(ctx, tx, {
    serviceId: at.serviceId,
    staffId: at.staffId,
    start: at.start,
    customer: { id: entry.customer_id },
    source: "waitlist",
    override: true,
    staffChoice:
      entry.staff_id === null
        ? { rule: "only_one_free", among: [at.staffId] }
        : { rule: "requested", among: [at.staffId] },
    ...shown,
  });
}
