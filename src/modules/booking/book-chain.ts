import type { TenantTx } from "#db/tenant-db.ts";
import { assertNoClasses, calendarRules, type ChainWish } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import {
  type BookingOutcome,
  type BookingWish,
  confirmBooking,
  customerOf,
  findHoldOf,
  findTooMany,
  useUpHold,
} from "./book-slot.ts";
import { findOffers, partsOf, sumHeld, sumOffers } from "./chain-offer.ts";
import { findChain } from "./find-chain.ts";
import type { Hold } from "./hold-slot.ts";
import { getBooking } from "./queries.ts";
import { isSurprise } from "./terms.ts";
import { type VisitPart, writeVisit } from "./write-visit.ts";

/** A wish for several services in one visit, one after the other. */
export type ChainBookingWish = Omit<BookingWish, "serviceId" | "staffId" | "staffChoice"> & {
  readonly items: readonly ChainWish[];
};

export type VisitWish = BookingWish | ChainBookingWish;

/** A visit that may be written in this very transaction, with the terms and people that were found for it. */
export type PlannedVisit = {
  readonly outcome: "planned";
  readonly parts: readonly VisitPart[];
  readonly currency: string;
};

/** As `confirmBooking`, for a visit of one service or of several. */
export function confirmVisit(ctx: TenantContext, tx: TenantTx, wish: VisitWish): BookingOutcome {
  if (!("items" in wish)) return confirmBooking(ctx, tx, wish);
  ctx.assertRoomToBook();
  const result = bookChain(ctx, tx, wish);
  ctx.count("bookings", { source: wish.source, outcome: result.outcome });
  return result;
}

function bookChain(ctx: TenantContext, tx: TenantTx, wish: ChainBookingWish): BookingOutcome {
  const planned = planVisit(ctx, tx, wish);
  if (planned.outcome !== "planned") return planned;
  const rules = calendarRules(ctx.db, tx);
  const tooMany = findTooMany(ctx, tx, rules, wish);
  if (tooMany) return tooMany;
  const who = customerOf(ctx, tx, wish);
  const usedHold = useUpHold(tx, wish.holdId);
  const { uid, changes } = writeVisit(ctx, tx, {
    customer_id: who.customer.id,
    source: wish.source,
    currency: planned.currency,
    series_id: null,
    notes: wish.notes,
    parts: planned.parts,
  });
  recordEvent(ctx, tx, {
    kind: "booking_confirmed",
    subject: `booking:${uid}`,
    changes: [...changes, ...usedHold, ...who.changes],
  });
  return { outcome: "booked", booking: getBooking(tx, uid) };
}

/** What would be booked: terms as they were shown, time and people for all parts. Writes nothing. */
export function planVisit(
  ctx: TenantContext,
  tx: TenantTx,
  wish: Omit<ChainBookingWish, "customer" | "source">,
): PlannedVisit | Exclude<BookingOutcome, { outcome: "booked" }> {
  const rules = calendarRules(ctx.db, tx);
  assertNoClasses(rules, wish.items);
  const hold = findHoldOf(ctx, tx, wish);
  if (hold && !isHoldFor(hold, wish)) return { outcome: "hold_is_for_another_slot" };
  const offers = findOffers(tx, rules, wish.items);
  if (offers && isSurprise(wish, sumOffers(offers), hold && sumHeld(hold.items)))
    return { outcome: "terms_changed", offer: sumOffers(offers) };
  const chain = findChain(ctx, tx, {
    items: hold ? wish.items.map((item, i) => ({ ...item, staffId: hold.items[i]?.staff_id })) : wish.items,
    start: wish.start,
    ignoreOwner: hold?.id,
    // Who holds a slot in time may finish after the notice has begun.
    override: hold !== undefined || wish.override,
  });
  if (chain.outcome !== "free") return chain;
  if (!offers) return { outcome: "unknown_service", alternatives: [] };
  const parts = partsOf(chain, offers).map((part, i) => ({
    ...part,
    staffChoice: hold?.items[i]?.staff_choice ?? part.staffChoice,
  }));
  return { outcome: "planned", parts, currency: offers[0]!.currency };
}

function isHoldFor(hold: Hold, wish: Pick<ChainBookingWish, "items" | "start">): boolean {
  return (
    hold.start === wish.start &&
    hold.items.length === wish.items.length &&
    hold.items.every((held, i) => {
      const { serviceId, staffId } = wish.items[i]!;
      return held.service_id === serviceId && (staffId === undefined || held.staff_id === staffId);
    })
  );
}
