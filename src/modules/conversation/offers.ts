import type { Instant } from "#kernel/instant.ts";
import { MINUTE, formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { spokenDate, timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { OfferedSlotView } from "./engine-event.ts";
import type { ConversationState, Offer } from "./state.ts";

/** How long an offered time can be picked, in minutes. */
export const OFFER_MINUTES = 10;
/** How many offers a conversation remembers; the oldest are dropped first. */
const MOST_OFFERS = 24;

/** A time that was found and can be offered. */
export type Offerable = Omit<Offer, "slotId" | "expiresAt" | "turn">;

/** Records times as offered and last shown, in this order. Times offered before keep their ids. */
export function offerSlots(
  ctx: TenantContext,
  state: ConversationState,
  turn: number,
  slots: readonly Offerable[],
): { readonly state: ConversationState; readonly offers: readonly Offer[] } {
  const now = ctx.clock.now();
  const live = state.offers.filter((offer) => isLive(offer, now));
  const offers = slots.map((slot): Offer => {
    const known = live.find((offer) => isSame(offer, slot));
    const slotId = known?.slotId ?? ctx.ids.token(6);
    return { ...slot, slotId, turn, expiresAt: now + OFFER_MINUTES * MINUTE };
  });
  const names = new Set(offers.map(({ slotId }) => slotId));
  // Recently expired offers are kept for a while, to tell their buttons from made-up ones.
  const others = state.offers.filter(({ slotId }) => !names.has(slotId));
  return {
    state: {
      ...state,
      offers: [...others, ...offers].slice(-MOST_OFFERS),
      shown: offers.map(({ slotId }) => slotId),
    },
    offers,
  };
}

export function isLive(offer: Pick<Offer, "expiresAt">, now: Instant): boolean {
  return offer.expiresAt > now;
}

function isSame(offer: Offer, slot: Offerable): boolean {
  return (
    offer.start === slot.start &&
    offer.end === slot.end &&
    offer.priceCents === slot.priceCents &&
    offer.forVisit === slot.forVisit &&
    offer.items.length === slot.items.length &&
    offer.items.every((item, i) => {
      const other = slot.items[i]!;
      return item.serviceId === other.serviceId && item.staffId === other.staffId;
    })
  );
}

/** The last shown offers that can still be picked, in the order shown. */
export function shownOffers(state: ConversationState, now: Instant): readonly Offer[] {
  return state.shown
    .map((slotId) => state.offers.find((offer) => offer.slotId === slotId))
    .filter((offer) => offer !== undefined && isLive(offer, now)) as Offer[];
}

/** `Monday 9 March, 9:00 am`. */
export function labelOf(zone: Zone, { start }: Pick<Offer, "start">): string {
  return `${spokenDate(zone.localDateOf(start))}, ${timeLabel(zone, start)}`;
}

/** An offer as clients see it. */
export function offerView(
  zone: Zone,
  offer: Offer,
  nameOf: (staffId: string) => string | undefined,
): OfferedSlotView {
  const people = new Set(offer.items.map(({ staffId }) => staffId));
  const [first] = offer.items;
  return {
    slot_id: offer.slotId,
    start: formatInstant(offer.start),
    start_local: formatLocal(zone, offer.start),
    label: labelOf(zone, offer),
    staff: first && people.size === 1 ? { id: first.staffId, name: nameOf(first.staffId) ?? "" } : null,
  };
}
