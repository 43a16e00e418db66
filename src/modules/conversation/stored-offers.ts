import { type Instant, MINUTE } from "#kernel/instant.ts";

import type { Offer } from "./state.ts";
import { isInstant, OFFER_SHAPE } from "./state-shape.ts";

/** What is offered, by whom and at what price: usually shared by many times. */
type Offered = Omit<Offer, "slotId" | "start" | "end" | "expiresAt" | "turn">;
type Item = Offer["items"][number];

/** One offer: index of what is offered, slot id, start, and duration in minutes. */
type StoredTime = readonly [place: number, slotId: string, start: number, minutes: number];

/** Offers made at the same time. */
type StoredRound = readonly [turn: number, expiresAt: Instant, ...times: readonly StoredTime[]];

type StoredOffers = { readonly what: readonly Offered[]; readonly rounds: readonly StoredRound[] };

/** The format before simultaneous offers were grouped. */
type TimesBefore = {
  readonly what: readonly Offered[];
  readonly times: readonly (readonly [
    place: number,
    slotId: string,
    start: Instant,
    end: Instant,
    expiresAt: Instant,
    turn: number,
  ])[];
};

type AnyOffers = StoredOffers | TimesBefore | readonly Offer[];

/** Stores each thing offered once, and its times as small numbers. */
export function packOffers(offers: readonly Offer[]): StoredOffers {
  const what: Offered[] = [];
  const rounds: [turn: number, expiresAt: Instant, ...times: StoredTime[]][] = [];
  for (const offer of offers) {
    const { slotId, start, end, expiresAt, turn } = offer;
    const known = what.findIndex((one) => isSame(one, offer));
    const place = known === -1 ? what.push(offeredBy(offer)) - 1 : known;
    const time = [place, slotId, start / MINUTE, (end - start) / MINUTE] as const;
    const last = rounds.at(-1);
    if (last?.[0] === turn && last[1] === expiresAt) last.push(time);
    else rounds.push([turn, expiresAt, time]);
  }
  return { what, rounds };
}

/** Reads offers in any format stored so far; undefined if unreadable. */
export function readOffers(stored: unknown): readonly Offer[] | undefined {
  try {
    const offers = offersOf(stored as AnyOffers);
    return areOffers(offers) ? offers : undefined;
  } catch {
    return undefined;
  }
}

/** Checks each thing offered once, however many times it has. */
function areOffers(offers: readonly Offer[]): boolean {
  const known = new Set<Offer["items"]>();
  return offers.every((offer) => {
    if (known.has(offer.items)) return isTime(offer);
    known.add(offer.items);
    return OFFER_SHAPE.safeParse(offer).success;
  });
}

function isTime({ slotId, start, end, expiresAt, turn }: Offer): boolean {
  const instants = isInstant(start) && isInstant(end) && isInstant(expiresAt);
  return instants && typeof slotId === "string" && Number.isSafeInteger(turn);
}

function offersOf(offers: AnyOffers): readonly Offer[] {
  if ("rounds" in offers) return unpacked(offers);
  if (!("times" in offers)) return offers;
  const { what, times } = offers;
  return times.map(([place, slotId, start, end, expiresAt, turn]) => {
    return { ...what[place]!, slotId, start, end, expiresAt, turn };
  });
}

function offeredBy({
  slotId: _,
  start: __,
  end: ___,
  expiresAt: ____,
  turn: _____,
  ...offered
}: Offer): Offered {
  return offered;
}

function unpacked({ what, rounds }: StoredOffers): Offer[] {
  return rounds.flatMap(([turn, expiresAt, ...times]) =>
    times.map(([place, slotId, minute, minutes]) => {
      const start = Math.round(minute * MINUTE);
      const end = start + Math.round(minutes * MINUTE);
      return { ...what[place]!, slotId, start, end, expiresAt, turn };
    }),
  );
}

/** When two things offered are the same, field by field: a new field needs an entry here. */
const SAME: { readonly [Field in keyof Required<Offered>]: (a: Offered, b: Offered) => boolean } = {
  priceCents: (a, b) => a.priceCents === b.priceCents,
  currency: (a, b) => a.currency === b.currency,
  minutes: (a, b) => a.minutes === b.minutes,
  forVisit: (a, b) => a.forVisit === b.forVisit,
  // Items read from one document share one object.
  items: ({ items: a }, { items: b }) =>
    a === b || (a.length === b.length && a.every((item, i) => isSameItem(item, b[i]!))),
};

const SAME_ITEM: { readonly [Field in keyof Required<Item>]: (a: Item, b: Item) => boolean } = {
  serviceId: (a, b) => a.serviceId === b.serviceId,
  staffId: (a, b) => a.staffId === b.staffId,
  choice: ({ choice: a }, { choice: b }) => a?.rule === b?.rule && isSameList(a?.among, b?.among),
  among: (a, b) => isSameList(a.among, b.among),
};

const sames = Object.values(SAME);
const itemSames = Object.values(SAME_ITEM);

function isSame(a: Offered, b: Offered): boolean {
  return sames.every((same) => same(a, b));
}

function isSameItem(a: Item, b: Item): boolean {
  return itemSames.every((same) => same(a, b));
}

function isSameList(a?: readonly string[], b?: readonly string[]): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
