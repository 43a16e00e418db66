import type { TenantTx } from "#db/tenant-db.ts";
import type { BookingSource, StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { type CalendarRules, calendarRules } from "#modules/calendar/index.ts";
import { type CustomerDetails, findOrAddCustomer, getCustomer } from "#modules/customers/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { type CustomerLimit, findCustomerLimit } from "./customer-limit.ts";
import { checkEntitlement } from "./entitlement.ts";
import { findSlot, type FreeSlot, type SlotRefusal } from "./find-slot.ts";
import { findHoldRow, findLiveHold, type Hold, removeHold } from "./hold-slot.ts";
import { isOccupancyConflict } from "./occupy.ts";
import { type Booking, getBooking } from "./queries.ts";
import { findOffer, isSurprise, type Offer, type ShownTerms, type TermsChanged } from "./terms.ts";
import { writeVisit } from "./write-visit.ts";

export type BookingWish = ShownTerms & {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  readonly start: Instant;
  /** A hold on this very slot; one that has expired is as good as none. */
  readonly holdId?: string | undefined;
  /** Their details, or the id of one whom the business knows. */
  readonly customer: CustomerDetails | { readonly id: string };
  readonly notes?: string | undefined;
  readonly source: BookingSource;
  /** Why this person, where that was decided before: by an offer. */
  readonly staffChoice?: StaffChoiceDocument | undefined;
  /** The owner's right: the plan's limit does not bind, and with `override` no other rule; an overlap does. */
  readonly byOwner?: boolean | undefined;
  readonly override?: boolean | undefined;
};

export type BookingOutcome =
  | { readonly outcome: "booked"; readonly booking: Booking }
  | { readonly outcome: "hold_is_for_another_slot" }
  | { readonly outcome: "plan_limit" }
  | CustomerLimit
  | TermsChanged
  | SlotRefusal;

/**
 * Books a slot: judges it again and writes the visit, its occupancies, the event and what follows from it
 * in one transaction.
 */
export function bookSlot(ctx: TenantContext, wish: BookingWish): BookingOutcome {
  return refusingConflicts(() => ctx.db.write((tx) => confirmBooking(ctx, tx, wish)));
}

/** Turns the database's refusal of an overlap into the outcome that callers know. */
export function refusingConflicts<Outcome>(attempt: () => Outcome): Outcome | SlotRefusal {
  try {
    return attempt();
  } catch (error) {
    if (isOccupancyConflict(error)) return { outcome: "taken", alternatives: [] };
    throw error;
  }
}

/** As `bookSlot`, inside a transaction of the caller's. Nothing is written unless it answers `booked`. */
export function confirmBooking(ctx: TenantContext, tx: TenantTx, wish: BookingWish): BookingOutcome {
  ctx.assertRoomToBook();
  const result = tryToBook(ctx, tx, wish);
  ctx.count("bookings", { source: wish.source, outcome: result.outcome });
  return result;
}

function tryToBook(ctx: TenantContext, tx: TenantTx, wish: BookingWish): BookingOutcome {
  const rules = calendarRules(ctx.db, tx);
  const hold = findHoldOf(ctx, tx, wish);
  if (hold && !isHoldFor(hold, wish)) return { outcome: "hold_is_for_another_slot" };
  const offer = findOffer(tx, rules, wish.serviceId);
  // Before the slot is judged: a longer visit may not fit any more where the shorter one was offered.
  if (offer && isSurprise(wish, offer, hold?.item)) return { outcome: "terms_changed", offer };
  const slot = findSlot(ctx, tx, {
    serviceId: wish.serviceId,
    staffId: hold?.item.staff_id ?? wish.staffId,
    start: wish.start,
    ignoreOwner: hold?.id,
    // Who holds a slot in time may finish after the notice has begun.
    override: hold !== undefined || wish.override,
  });
  if (slot.outcome !== "free") return slot;
  const tooMany = findTooMany(ctx, tx, rules, wish);
  if (tooMany) return tooMany;
  if (!offer) return { outcome: "unknown_service", alternatives: [] };
  const chosen = chosenBefore(slot, hold?.item.staff_choice ?? wish.staffChoice);
  return { outcome: "booked", booking: writeBooking(ctx, tx, wish, chosen, offer) };
}

/** Whether one more visit is too many for the business's plan, or for this customer. */
export function findTooMany(
  ctx: TenantContext,
  tx: TenantTx,
  rules: CalendarRules,
  wish: Pick<BookingWish, "byOwner" | "override" | "customer">,
): { readonly outcome: "plan_limit" } | CustomerLimit | undefined {
  if (checkEntitlement(ctx, tx, rules, wish.byOwner === true) === "plan_limit")
    return { outcome: "plan_limit" };
  const isOverridden = wish.byOwner === true && wish.override === true;
  return isOverridden ? undefined : findCustomerLimit(ctx, tx, rules, wish.customer);
}

/** The hold that a wish names, if it has not expired. */
export function findHoldOf(
  ctx: TenantContext,
  tx: TenantTx,
  { holdId }: Pick<BookingWish, "holdId">,
): Hold | undefined {
  return holdId === undefined ? undefined : findLiveHold(tx, holdId, ctx.clock.now());
}

function chosenBefore(slot: FreeSlot, staffChoice = slot.staffChoice): FreeSlot {
  return { ...slot, staffChoice };
}

function isHoldFor(hold: Hold, wish: BookingWish): boolean {
  if (hold.items.length > 1) return false;
  const { service_id: service, staff_id: staff, start_at: start } = hold.item;
  return (
    service === wish.serviceId &&
    start === wish.start &&
    (wish.staffId === undefined || staff === wish.staffId)
  );
}

function writeBooking(
  ctx: TenantContext,
  tx: TenantTx,
  wish: BookingWish,
  slot: FreeSlot,
  offer: Offer,
): Booking {
  const who = customerOf(ctx, tx, wish);
  const usedHold = useUpHold(tx, wish.holdId);
  const { uid, changes } = writeVisit(ctx, tx, {
    customer_id: who.customer.id,
    source: wish.source,
    currency: offer.currency,
    series_id: null,
    notes: wish.notes,
    parts: [{ ...slot, ...offer, shape: slot.service }],
  });
  recordEvent(ctx, tx, {
    kind: "booking_confirmed",
    subject: `booking:${uid}`,
    changes: [...changes, ...usedHold, ...who.changes],
  });
  return getBooking(tx, uid);
}

/** Who books: as the business knows them, or new. */
export function customerOf(ctx: TenantContext, tx: TenantTx, { customer }: Pick<BookingWish, "customer">) {
  if ("id" in customer) return { customer: getCustomer(tx, customer.id), changes: [] };
  return findOrAddCustomer(ctx, tx, customer);
}

/** Takes a hold out of the way of the visit that it was for, and tells the change. */
export function useUpHold(tx: TenantTx, holdId: string | undefined): readonly RowChange[] {
  const row = holdId === undefined ? undefined : findHoldRow(tx, holdId);
  if (!row) return [];
  removeHold(tx, row.id);
  return [{ table: "holds", id: row.id, before: row, after: null }];
}
