import { fromJson, toJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { partsOf, sumOffers } from "./chain-offer.ts";
import { findChain } from "./find-chain.ts";
import type { MoveOutcome, MoveWish } from "./move-booking.ts";
import { itemsForMove } from "./move-rules.ts";
import { occupy, vacate } from "./occupy.ts";
import { type Booking, type BookingItem, getBooking } from "./queries.ts";
import { rewriteBooking } from "./rewrite-booking.ts";
import { isSurprise, type Offer } from "./terms.ts";
import { footprintOf, type VisitPart } from "./write-visit.ts";

/**
 * Moves a visit of several services as one, under the terms that it was booked with; its caller has looked
 * whether it may be changed at all. Whoever was asked for stays; the others stay if they can.
 */
export function moveChainInside(
  ctx: TenantContext,
  tx: TenantTx,
  booking: Booking,
  wish: MoveWish,
): MoveOutcome {
  const offers = booking.items.map((item) => offerOf(booking, item));
  if (isSurprise(wish, sumOffers(offers))) return { outcome: "terms_changed", offer: sumOffers(offers) };
  if (isThere(booking, wish)) return { outcome: "moved", booking };
  const rules = calendarRules(ctx.db, tx);
  const chain = findChain(ctx, tx, {
    items: itemsForMove(rules, booking, wish),
    start: wish.start,
    ignoreOwner: booking.row.uid,
    override: wish.override,
  });
  return chain.outcome === "free" ? writeMove(ctx, tx, booking, partsOf(chain, offers)) : chain;
}

function isThere({ row, items }: Booking, { start, staffId }: MoveWish): boolean {
  return row.start_at === start && items.every((item) => (staffId ?? item.staff_id) === item.staff_id);
}

function offerOf({ row }: Booking, item: BookingItem): Offer {
  return {
    serviceId: item.service_id,
    priceCents: item.price_cents,
    currency: row.currency,
    terms: fromJson(item.terms),
  };
}

function writeMove(
  ctx: TenantContext,
  tx: TenantTx,
  booking: Booking,
  parts: readonly VisitPart[],
): MoveOutcome {
  const { uid } = booking.row;
  const now = ctx.clock.now();
  vacate(tx, uid);
  occupy(tx, footprintOf(parts, uid), { kind: "visit", ownerId: uid }, now);
  const changes = rewriteBooking(ctx, tx, booking, {
    booking: { start_at: parts[0]!.start, end_at: parts.at(-1)!.end },
    items: parts.map((part, i) => ({
      start_at: part.start,
      end_at: part.end,
      terms: toJson(part.terms),
      ...(booking.items[i]!.staff_id !== part.staffId && {
        staff_id: part.staffId,
        staff_choice: toJson(part.staffChoice),
        assigned_at: now,
      }),
    })),
  });
  recordEvent(ctx, tx, { kind: "booking_rescheduled", subject: `booking:${uid}`, changes });
  return { outcome: "moved", booking: getBooking(tx, uid) };
}
