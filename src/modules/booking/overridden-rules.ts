import type { TenantReads } from "#db/tenant-db.ts";
import { type CalendarRules, calendarRules, withoutLimits } from "#modules/calendar/index.ts";
import type { CustomerWish } from "#modules/customers/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { findCustomerLimit } from "./customer-limit.ts";
import { findSequence, type SequenceSlotWish } from "./find-sequence.ts";
import { findSlot, type SlotWish } from "./find-slot.ts";

/** A rule that the owner's override set aside. */
export type Warning = "inside_notice" | "outside_booking_window" | "over_visit_limit" | "over_customer_limit";

/** More than anybody plans ahead, and still within the range of dates. */
const ANY_NUMBER_OF_DAYS = 36_500;

/**
 * Which rules would have refused this start without the override (SCHEDULING rule 7). Each is tested with the
 * others lifted, since a start can be both too soon and beyond the window. The customer's own limit is tested
 * only if `customer` is given: moving a visit does not add one.
 */
export function overriddenRules(
  ctx: TenantContext,
  reads: TenantReads,
  wish: (SlotWish | SequenceSlotWish) & { readonly customer?: CustomerWish },
): Warning[] {
  if (!wish.override) return [];
  const rules = wish.rules ?? calendarRules(ctx.db, reads);
  const outcomeBy = (relaxed: CalendarRules) => {
    const bound = { ...wish, override: false, rules: relaxed };
    return ("items" in bound ? findSequence(ctx, reads, bound) : findSlot(ctx, reads, bound)).outcome;
  };
  const services = "items" in wish ? wish.items.map((item) => item.serviceId) : [wish.serviceId];
  const always = services.reduce(withoutNotice, rules);
  return [
    ...(outcomeBy(withoutLimits(withoutWindow(rules))) === "too_soon" ? (["inside_notice"] as const) : []),
    ...(outcomeBy(withoutLimits(always)) === "outside_window" ? (["outside_booking_window"] as const) : []),
    ...(outcomeBy(withoutWindow(always)) === "limit_reached" ? (["over_visit_limit"] as const) : []),
    ...(wish.customer && findCustomerLimit(ctx, reads, rules, wish.customer)
      ? (["over_customer_limit"] as const)
      : []),
  ];
}

function withoutWindow(rules: CalendarRules): CalendarRules {
  return { ...rules, bookingWindowDays: ANY_NUMBER_OF_DAYS };
}

function withoutNotice(rules: CalendarRules, serviceId: string): CalendarRules {
  const service = rules.services.get(serviceId);
  const services = new Map(rules.services);
  if (service) services.set(serviceId, { ...service, minNoticeMinutes: 0 });
  return { ...rules, services };
}
