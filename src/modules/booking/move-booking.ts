import { fromJson, toJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { type CalendarRules, calendarRules, planFootprint } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { refusingConflicts } from "./book-slot.ts";
import { findSlot, type FreeSlot, type SlotRefusal } from "./find-slot.ts";
import { occupy, vacate } from "./occupy.ts";
import { type ChangeRefusal, planChange } from "./plan-change.ts";
import { type Booking, type BookingItem, getBooking } from "./queries.ts";
import { changeable, rewriteBooking } from "./rewrite-booking.ts";
import { isSurprise, type Offer, rulesOfTerms, type ShownTerms, type TermsChanged } from "./terms.ts";

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

/** The business's rules with this visit's own terms in place of what its service is now. */
export function rulesForMove(rules: CalendarRules, item: BookingItem): CalendarRules {
  const current = rules.services.get(item.service_id);
  const own = rulesOfTerms(item.service_id, fromJson(item.terms), current);
  return { ...rules, services: new Map(rules.services).set(item.service_id, own) };
}

/** Whom a moved visit may go to: who was asked for, else the same person, else anyone. */
export function staffForMove(
  rules: CalendarRules,
  item: BookingItem,
  wish: { readonly staffId?: string | undefined },
): { staffId?: string; preferStaffId?: string } {
  if (wish.staffId !== undefined) return { staffId: wish.staffId };
  const stillHere = rules.staff.some((person) => person.id === item.staff_id && person.active);
  const asked = fromJson(item.staff_choice).rule === "requested";
  return asked && stillHere ? { staffId: item.staff_id } : { preferStaffId: item.staff_id };
}

/** The part of a visit that has just one. */
export function onlyItem(booking: Booking): BookingItem {
  const [item, ...more] = booking.items;
  if (!item || more.length > 0)
    throw new Error("A visit of several services is moved as one, by its own command.");
  return item;
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
