import { type ChangeRefusal, planChange } from "#modules/booking/plan-change.ts";
import type { Booking } from "#modules/booking/queries.ts";
import { changeable } from "#modules/booking/rewrite-booking.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Scope } from "./queries.ts";

/** How much of a series a change covers; left out: this visit only. */
export type Scoped = { readonly scope?: Scope | undefined };

/** Why a visit may not be changed now; undefined if it may. */
export function refuseChange(
  ctx: TenantContext,
  booking: Booking,
  { byOwner = false }: { readonly byOwner?: boolean | undefined },
): ChangeRefusal | undefined {
  const decision = planChange(changeable(booking), ctx.clock.now(), byOwner);
  return decision.outcome === "allowed" ? undefined : decision;
}

/** The reason that is listed for a visit of a series that may not be changed. */
export const CHANGE_REASONS: Record<ChangeRefusal["outcome"], string> = {
  too_late: "CANCELLATION_TOO_LATE",
  not_active: "BOOKING_NOT_ACTIVE",
};
