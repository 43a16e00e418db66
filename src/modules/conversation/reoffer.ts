import { knownBusiness } from "./business-known.ts";
import { findOfferable, nearestTo } from "./find-times.ts";
import { offerSlots } from "./offers.ts";
import type { Offer } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";

/** How many times are offered where one was lost. */
const ALTERNATIVES = 3;

/** Offers the times nearest to one that cannot be had any more, or whose summary has lapsed: it comes first if it can. */
export function reofferNear(work: TurnWork, offer: Offer): void {
  const slots = nearestTo(work.ctx, offer, ALTERNATIVES);
  const { state } = offerSlots(work.ctx, work.state, work.turn, slots);
  work.state = { ...state, phase: slots.length > 0 ? "offered" : "no_slots" };
  work.showsSlots ||= slots.length > 0;
}

/** Offers the same time under the terms that hold now. What was offered under older ones is void. */
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
