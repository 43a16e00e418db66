import type { TenantTx } from "#db/tenant-db.ts";
import type { BookingStatus } from "#db/tenant-tables.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { vacate } from "./occupy.ts";
import { type Booking, getBooking } from "./queries.ts";
import { rewriteBooking } from "./rewrite-booking.ts";

export type Mark = "completed" | "no_show" | "checked_in";

export type MarkOutcome =
  | { readonly outcome: "marked"; readonly booking: Booking }
  | { readonly outcome: "not_active"; readonly status: BookingStatus }
  | { readonly outcome: "not_started" };

/** Marks, on the day of a visit, that the customer arrived, was served, or did not come. */
export function markInside(ctx: TenantContext, tx: TenantTx, uid: string, mark: Mark): MarkOutcome {
  const booking = getBooking(tx, uid);
  const { status, start_at: start, checked_in_at: checkedIn } = booking.row;
  if (status === mark || (mark === "checked_in" && checkedIn !== null && status === "confirmed"))
    return { outcome: "marked", booking };
  if (status !== "confirmed") return { outcome: "not_active", status };
  const now = ctx.clock.now();
  // People may arrive early and be checked in, but nobody is a no-show before the start.
  if (mark !== "checked_in" && start > now) return { outcome: "not_started" };
  if (mark === "no_show") vacate(tx, uid);
  const changes = rewriteBooking(ctx, tx, booking, {
    booking: mark === "checked_in" ? { checked_in_at: now } : { status: mark },
    item: mark === "no_show" ? { counts: 0 } : {},
  });
  recordEvent(ctx, tx, { kind: `booking_${mark}`, subject: `booking:${uid}`, changes });
  return { outcome: "marked", booking: getBooking(tx, uid) };
}
