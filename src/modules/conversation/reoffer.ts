import { knownBusiness } from "./business-known.ts";
import { findOfferable, nearestTo } from "./find-times.ts";
import { offerSlots } from "./offers.ts";
import type { Offer } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";

/** How many alternatives are offered for a lost time. */
const ALTERNATIVES = 3;

/**
 * Offers the times nearest to one that is gone or whose summary has expired; that time itself comes first if it
 * is free.
 */
export function reofferNear(work: TurnWork, offer: Offer): void {
  const slots = nearestTo(work.ctx, offer, ALTERNATIVES);
  const { state } = offerSlots(work.ctx, work.state, work.turn, slots);
  work.state = { ...state, phase: slots.length > 0 ? "offered" : "no_slots" };
  work.showsSlots ||= slots.length > 0;
}

/** Offers the same time under the current terms. Offers under older terms are void. */
export function reofferUnder(work: TurnWork, offer: Offer): void {
  const { service } = knownBusiness(work.ctx.db);
  const live = work.state.offers.filter((one) =>
    one.items.every(
      ({ serviceId }) => !offer.items.some((item) => item.serviceId === serviceId) && service.has(serviceId),
    ),
  );
  work.state = { ...work.state, offers: live, shown: [] };
  const same = findOfferable(work.ctx, offer);
  if (!same) return reofferNear(work, offer);
  const { state } = offerSlots(work.ctx, work.state, work.turn, [same]);
  work.state = { ...state, phase: "offered" };
  work.showsSlots = true;
}
