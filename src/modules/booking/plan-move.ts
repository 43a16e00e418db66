import { fromJson } from "#db/columns.ts";
import type { TenantReads } from "#db/tenant-db.ts";
import type { TermsDocument } from "#db/tenant-tables.ts";
import { invalid } from "#kernel/errors.ts";
import { type CalendarRules, calendarRules } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { findSequence } from "./find-sequence.ts";
import { findSlot, type SlotRefusal } from "./find-slot.ts";
import { askedFor, itemsForMove, onlyItem, rulesForMove, staffForMove, termsForMove } from "./move-rules.ts";
import type { Booking, BookingItem } from "./queries.ts";
import { partsOf, sumOffers } from "./sequence-offers.ts";
import { isSurprise, type Offer, type TermsChanged } from "./terms.ts";
import type { MoveWish } from "./wishes.ts";
import type { VisitPart } from "./write-visit.ts";

export type PlannedMove =
  | { readonly outcome: "planned"; readonly parts: readonly VisitPart[] }
  /** The visit is there already, with these people. */
  | { readonly outcome: "unchanged" };

/**
 * Plans where a visit would go, under the terms that it was booked with. Whether it may be changed at all is
 * for the caller to check. A visit of several services moves as a whole: people who were asked for stay, the
 * others if they can.
 */
export function planMove(
  ctx: TenantContext,
  reads: TenantReads,
  booking: Booking,
  wish: MoveWish,
): PlannedMove | TermsChanged | SlotRefusal {
  const { staffIds } = wish;
  if (staffIds && staffIds.length !== booking.items.length)
    throw invalid(
      "staff_ids",
      `staff_ids must name who serves each of the ${booking.items.length} services.`,
    );
  const rules = calendarRules(ctx.db, reads);
  const offers = booking.items.map((item) => offerOf(rules, booking, item));
  const offer = sumOffers(offers);
  if (isSurprise(wish, offer)) return { outcome: "terms_changed", offer };
  if (
    isAlreadyThere(booking, wish) &&
    offers.every(({ terms }, i) => keepsResources(terms, booking.items[i]!))
  )
    return { outcome: "unchanged" };
  return booking.items.length > 1
    ? planSeveral(ctx, reads, booking, wish, offers)
    : planOne(ctx, reads, booking, wish, offer);
}

function isAlreadyThere({ row, items }: Booking, wish: MoveWish): boolean {
  const isSame = (item: BookingItem, i: number) => (askedFor(wish, i) ?? item.staff_id) === item.staff_id;
  return row.start_at === wish.start && items.every(isSame);
}

/** False if a resource was replaced: then even a visit that stays put must be rewritten. */
function keepsResources(terms: TermsDocument, item: BookingItem): boolean {
  return terms.resource_ids.join() === fromJson(item.terms).resource_ids.join();
}

/** The terms that a visit moves under: those it was booked with, whatever its service costs by now. */
function offerOf(rules: CalendarRules, { row }: Booking, item: BookingItem): Offer {
  return {
    serviceId: item.service_id,
    priceCents: item.price_cents,
    currency: row.currency,
    terms: termsForMove(rules, item),
  };
}

function planOne(
  ctx: TenantContext,
  reads: TenantReads,
  booking: Booking,
  wish: MoveWish,
  offer: Offer,
): PlannedMove | SlotRefusal {
  const item = onlyItem(booking);
  const rules = rulesForMove(calendarRules(ctx.db, reads), item);
  const slot = findSlot(ctx, reads, {
    serviceId: item.service_id,
    ...staffForMove(rules, item, { staffId: askedFor(wish, 0) }),
    start: wish.start,
    ignoreOwner: booking.row.uid,
    override: wish.override,
    rules,
  });
  if (slot.outcome !== "free") return slot;
  return { outcome: "planned", parts: [{ ...slot, ...offer, shape: slot.service }] };
}

function planSeveral(
  ctx: TenantContext,
  reads: TenantReads,
  booking: Booking,
  wish: MoveWish,
  offers: readonly Offer[],
): PlannedMove | SlotRefusal {
  const sequence = findSequence(ctx, reads, {
    items: itemsForMove(calendarRules(ctx.db, reads), booking, wish),
    start: wish.start,
    ignoreOwner: booking.row.uid,
    override: wish.override,
  });
  return sequence.outcome === "free" ? { outcome: "planned", parts: partsOf(sequence, offers) } : sequence;
}
