import type { Instant } from "#kernel/instant.ts";

import { type ConversationState, NEW_STATE, type Offer } from "./state.ts";

/** What is offered, by whom and for how much: mostly the same at many times. */
type Offered = Pick<Offer, "items" | "priceCents" | "currency" | "minutes" | "forVisit">;

/** One offer: its place in the list of what is offered, its name, and its times. */
type StoredTime = readonly [
  place: number,
  slotId: string,
  start: Instant,
  end: Instant,
  expiresAt: Instant,
  turn: number,
];

type StoredOffers = { readonly what: readonly Offered[]; readonly times: readonly StoredTime[] };

type StoredState = Omit<Partial<ConversationState>, "offers"> & {
  readonly offers?: StoredOffers | readonly Offer[];
};

/**
 * The document in which a state is stored. Offers are most of it, and alike but for their times: each thing that is
 * offered stands there once, so that the whole seldom takes more than a page of the file.
 */
export function writeState({ offers, ...rest }: ConversationState): string {
  return JSON.stringify({ ...rest, offers: packed(offers) });
}

/** A state from its document, with what older code did not know of. */
export function readState(document: string): ConversationState {
  const { offers = [], ...rest } = JSON.parse(document) as StoredState;
  return { ...NEW_STATE, ...rest, offers: "times" in offers ? unpacked(offers) : offers };
}

function packed(offers: readonly Offer[]): StoredOffers {
  const what: Offered[] = [];
  const times = offers.map(({ slotId, start, end, expiresAt, turn, ...offered }): StoredTime => {
    const known = what.findIndex((one) => isSame(one, offered));
    const place = known === -1 ? what.push(offered) - 1 : known;
    return [place, slotId, start, end, expiresAt, turn];
  });
  return { what, times };
}

function unpacked({ what, times }: StoredOffers): Offer[] {
  return times.map(([place, slotId, start, end, expiresAt, turn]) => {
    return { ...what[place]!, slotId, start, end, expiresAt, turn };
  });
}

function isSame(a: Offered, b: Offered): boolean {
  return (
    a.priceCents === b.priceCents &&
    a.currency === b.currency &&
    a.minutes === b.minutes &&
    a.forVisit === b.forVisit &&
    hasSameItems(a.items, b.items)
  );
}

function hasSameItems(a: Offer["items"], b: Offer["items"]): boolean {
  // Those that were read from one document are one object.
  if (a === b) return true;
  return a.length === b.length && a.every((item, i) => isSameItem(item, b[i]!));
}

function isSameItem(a: Offer["items"][number], b: Offer["items"][number]): boolean {
  if (a.serviceId !== b.serviceId || a.staffId !== b.staffId || a.choice?.rule !== b.choice?.rule)
    return false;
  const [among = [], others = []] = [a.choice?.among, b.choice?.among];
  return among.length === others.length && among.every((id, i) => id === others[i]);
}
