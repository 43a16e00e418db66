import { fromJson, toJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { calendarRules, planFootprint } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { refusingConflicts } from "./book-slot.ts";
import { findSlot, type FreeSlot, type SlotRefusal } from "./find-slot.ts";
import { moveChainInside } from "./move-chain.ts";
import { onlyItem, rulesForMove, staffForMove } from "./move-rules.ts";
import { occupy, vacate } from "./occupy.ts";
import { type ChangeRefusal, planChange } from "./plan-change.ts";
import { type Booking, type BookingItem, getBooking } from "./queries.ts";
import { changeable, rewriteBooking } from "./rewrite-booking.ts";
import { isSurprise, type Offer, type ShownTerms, type TermsChanged } from "./terms.ts";

export type MoveWish = ShownTerms & {
  readonly start: Instant;
  /** Left out: the same person; whoever is free if the customer never asked for that one. */
  readonly staffId?: string | undefined;
  readonly byOwner?: boolean | undefined;
  /** The owner's right to ignore notice and booking window. */
  readonly override?: boolean | undefined;
};

export type MoveOutcome =
  | { readonly outcome: "moved"; readonly booking: Booking }
  | ChangeRefusal
  | TermsChanged
  | SlotRefusal;

/**
 * Moves a visit to another start or person under the terms that it was booked with. Its own time is not
 * in its way, and both the old and the new start must respect their notice. Who was shown other terms than
 * those is told so.
 */
export function moveBooking(ctx: TenantContext, uid: string, wish: MoveWish): MoveOutcome {
  return refusingConflicts(() => ctx.db.write((tx) => moveInside(ctx, tx, uid, wish)));
}

/** As `moveBooking`, inside a transaction of the caller's. Nothing is written unless it answers `moved`. */
export function moveInside(ctx: TenantContext, tx: TenantTx, uid: string, wish: MoveWish): MoveOutcome {
  const booking = getBooking(tx, uid);
  const decision = planChange(changeable(booking), ctx.clock.now(), wish.byOwner ?? false);
  if (decision.outcome !== "allowed") return decision;
  if (booking.items.length > 1) return moveChainInside(ctx, tx, booking, wish);
  const item = onlyItem(booking);
  const offer = offerOfVisit(booking, item);
  if (isSurprise(wish, offer)) return { outcome: "terms_changed", offer };
  if (item.start_at === wish.start && (wish.staffId ?? item.staff_id) === item.staff_id)
    return { outcome: "moved", booking };
  const rules = rulesForMove(calendarRules(ctx.db, tx), item);
  const slot = findSlot(ctx, tx, {
    serviceId: item.service_id,
    ...staffForMove(rules, item, wish),
    start: wish.start,
    ignoreOwner: uid,
    override: wish.override,
    rules,
  });
  return slot.outcome === "free" ? writeMove(ctx, tx, booking, slot) : slot;
}

/** A visit is moved under the terms that it was booked with, whatever its service costs by now. */
function offerOfVisit({ row }: Booking, item: BookingItem): Offer {
  return {
    serviceId: item.service_id,
    priceCents: row.price_cents,
    currency: row.currency,
    terms: fromJson(item.terms),
  };
}

function writeMove(ctx: TenantContext, tx: TenantTx, booking: Booking, slot: FreeSlot): MoveOutcome {
  const { uid } = booking.row;
  const now = ctx.clock.now();
  vacate(tx, uid);
  const footprint = planFootprint(slot.service, {
    serviceId: slot.service.id,
    staffId: slot.staffId,
    start: slot.start,
    ownerId: uid,
  });
  occupy(tx, footprint.rows, { kind: "visit", ownerId: uid }, now);
  const samePerson = booking.items[0]?.staff_id === slot.staffId;
  const changes = rewriteBooking(ctx, tx, booking, {
    booking: { start_at: slot.start, end_at: slot.end },
    item: {
      staff_id: slot.staffId,
      start_at: slot.start,
      end_at: slot.end,
      ...(samePerson ? {} : { staff_choice: toJson(slot.staffChoice), assigned_at: now }),
    },
  });
  recordEvent(ctx, tx, { kind: "booking_rescheduled", subject: `booking:${uid}`, changes });
  return { outcome: "moved", booking: getBooking(tx, uid) };
}
