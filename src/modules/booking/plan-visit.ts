import type { TenantReads } from "#db/tenant-db.ts";
import { assertNoClasses, calendarRules } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { findSequence } from "./find-sequence.ts";
import { findSlot } from "./find-slot.ts";
import { findLiveHold, type Hold } from "./hold-slot.ts";
import { findOffers, partsOf, sumHeld, sumOffers } from "./sequence-offers.ts";
import { findOffer, isSurprise } from "./terms.ts";
import type { BookingWish, SequenceWish, TimeRefusal, VisitWish } from "./wishes.ts";
import type { VisitPart } from "./write-visit.ts";

/** A visit ready to be written in the same transaction, with the terms and people found for it. */
export type PlannedVisit = {
  readonly outcome: "planned";
  readonly parts: readonly VisitPart[];
  readonly currency: string;
};

type PlanRefusal = { readonly outcome: "hold_is_for_another_slot" } | TimeRefusal;

/** A wish without the fields that have no influence on time. */
export type TimeWish = OmitEach<VisitWish, "customer" | "source">;
type OmitEach<Wish, Key extends PropertyKey> = Wish extends unknown ? Omit<Wish, Key> : never;

/** Plans what would be booked: the time is free, and the terms are those that were shown. Writes nothing. */
export function planVisit(
  ctx: TenantContext,
  reads: TenantReads,
  wish: TimeWish,
): PlannedVisit | PlanRefusal {
  const hold = wish.holdId === undefined ? undefined : findLiveHold(reads, wish.holdId, ctx.clock.now());
  const { start } = wish;
  const how = {
    start,
    ignoreOwner: hold?.id,
    // Whoever held the slot in time may still finish after the notice period has begun.
    override: hold !== undefined || wish.override,
  };
  return "items" in wish ? planSequence(ctx, reads, wish, hold, how) : planOne(ctx, reads, wish, hold, how);
}

type How = {
  readonly start: number;
  readonly ignoreOwner: string | undefined;
  readonly override: boolean | undefined;
};

function planOne(
  ctx: TenantContext,
  reads: TenantReads,
  wish: Omit<BookingWish, "customer" | "source">,
  hold: Hold | undefined,
  how: How,
): PlannedVisit | PlanRefusal {
  if (hold && !isHoldFor(hold, how, [wish])) return { outcome: "hold_is_for_another_slot" };
  const offer = findOffer(reads, calendarRules(ctx.db, reads), wish.serviceId);
  // Checked before the slot is judged: if the service has become longer, its visit may no longer fit where
  // the shorter one was offered.
  if (offer && isSurprise(wish, offer, hold?.item)) return { outcome: "terms_changed", offer };
  const staffId = hold?.item.staff_id ?? wish.staffId;
  const { start, ignoreOwner, override } = how;
  const slot = findSlot(ctx, reads, { start, ignoreOwner, override, serviceId: wish.serviceId, staffId });
  if (slot.outcome !== "free") return slot;
  if (!offer) return { outcome: "unknown_service", alternatives: [] };
  const staffChoice = hold?.item.staff_choice ?? wish.staffChoice ?? slot.staffChoice;
  const { staffId: chosen, end, service: shape } = slot;
  const { terms, priceCents, currency } = offer;
  const part = {
    serviceId: wish.serviceId,
    staffId: chosen,
    staffChoice,
    start,
    end,
    priceCents,
    terms,
    shape,
  };
  return { outcome: "planned", parts: [part], currency };
}

function planSequence(
  ctx: TenantContext,
  reads: TenantReads,
  wish: Omit<SequenceWish, "customer" | "source">,
  hold: Hold | undefined,
  how: How,
): PlannedVisit | PlanRefusal {
  const rules = calendarRules(ctx.db, reads);
  assertNoClasses(rules, wish.items);
  if (hold && !isHoldFor(hold, how, wish.items)) return { outcome: "hold_is_for_another_slot" };
  const offers = findOffers(reads, rules, wish.items);
  if (offers && isSurprise(wish, sumOffers(offers), hold && sumHeld(hold.items)))
    return { outcome: "terms_changed", offer: sumOffers(offers) };
  const items = hold
    ? wish.items.map((item, i) => ({ ...item, staffId: hold.items[i]?.staff_id }))
    : wish.items;
  const sequence = findSequence(ctx, reads, { ...how, items });
  if (sequence.outcome !== "free") return sequence;
  if (!offers) return { outcome: "unknown_service", alternatives: [] };
  const parts = partsOf(sequence, offers).map((part, i) => ({
    ...part,
    staffChoice: hold?.items[i]?.staff_choice ?? part.staffChoice,
  }));
  return { outcome: "planned", parts, currency: offers[0]!.currency };
}

function isHoldFor(
  hold: Hold,
  { start }: How,
  items: readonly { readonly serviceId: string; readonly staffId?: string | undefined }[],
): boolean {
  return (
    hold.start === start &&
    hold.items.length === items.length &&
    hold.items.every((held, i) => {
      const { serviceId, staffId } = items[i]!;
      return held.service_id === serviceId && (staffId === undefined || held.staff_id === staffId);
    })
  );
}
