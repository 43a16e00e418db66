import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";
import { findBooking, itemsForMove, onlyItem, rulesForMove, staffForMove } from "#modules/booking/index.ts";
import {
  type AvailabilityQuery,
  type CalendarRules,
  findAvailability,
  findSequenceSlots,
  lastBookableDate,
  planAlternatives,
  planFairChoice,
  readCandidates,
  type SequenceSlot,
  type ServiceWish,
  type Slot,
} from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { onlyBy, servedBy, type WishedItem, withAnyOf } from "./any-of.ts";
import { knownBusiness } from "./business-known.ts";
import type { Offerable } from "./offers.ts";
import type { Offer } from "./state.ts";

/** A search for times; dates are local to the business, both inclusive. */
export type TimesWish = {
  /** In the order in which they are performed; empty if a visit is to be moved. */
  readonly items: readonly WishedItem[];
  /** The visit to be moved: it does not block itself, and its own terms apply. */
  readonly forVisit?: string | undefined;
  /** For a move: who is to serve it instead. */
  readonly staffId?: string | undefined;
  readonly among?: readonly string[] | undefined;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The conversation's own hold, which does not block the search. */
  readonly ignoring?: string | undefined;
};

/** All times that satisfy a wish, in order; none for dates outside the booking window. */
export function findTimes(ctx: TenantContext, wish: TimesWish): readonly (Slot | SequenceSlot)[] {
  const { rules } = knownBusiness(ctx.db);
  const now = ctx.clock.now();
  const today = rules.zone.localDateOf(now);
  const last = lastBookableDate(rules, now);
  const common = {
    from: wish.from < today ? today : wish.from,
    to: wish.to > last ? last : wish.to,
    now,
    channel: ctx.actor.channel,
    ignoreOwner: wish.ignoring,
  };
  if (common.from > common.to) return [];
  if (wish.forVisit !== undefined)
    return withAnyOf(wish.among, (staffId) => timesToMove(ctx, rules, { ...wish, staffId }, common), wish);
  const [first, ...more] = wish.items;
  if (!first) return [];
  if (more.length > 0) {
    const people = [...new Set(wish.items.flatMap(({ among }) => among ?? []))];
    return withAnyOf(people, (staffId) =>
      findSequenceSlots(ctx.db, rules, {
        ...common,
        items: wish.items.map((item) => servedBy(item, staffId)),
      }),
    );
  }
  const { serviceId, staffId, among } = first;
  const { slots } = findAvailability(ctx.db, { ...common, serviceId, staffId });
  return among === undefined ? slots : onlyBy(slots, among);
}

type Common = Pick<AvailabilityQuery, "from" | "to" | "now" | "channel" | "ignoreOwner">;

function timesToMove(
  ctx: TenantContext,
  rules: CalendarRules,
  { forVisit = "", staffId }: TimesWish,
  common: Common,
): readonly (Slot | SequenceSlot)[] {
  const booking = findBooking(ctx.db, forVisit);
  if (!booking) return [];
  const query = { ...common, ignoreOwner: forVisit };
  // At the same time, a visit can only move to somebody else.
  const isOther = typeof staffId === "string" && booking.items.some((item) => item.staff_id !== staffId);
  const isElsewhere = ({ start }: Slot): boolean => isOther || start !== booking.row.start_at;
  if (booking.items.length > 1) {
    const items = itemsForMove(rules, booking, { staffId });
    return findSequenceSlots(ctx.db, rules, { ...query, items }).filter(isElsewhere);
  }
  const item = onlyItem(booking);
  const own = rulesForMove(rules, item);
  const asked = staffForMove(own, item, { staffId }).staffId;
  return findAvailability(
    ctx.db,
    { ...query, serviceId: item.service_id, staffId: asked },
    { rules: own },
  ).slots.filter(isElsewhere);
}

/** Turns free times into offers: with the people who would serve them, at current prices. */
export function offerableOf(
  ctx: TenantContext,
  wish: Omit<TimesWish, "from" | "to">,
  slots: readonly (Slot | SequenceSlot)[],
): readonly Offerable[] {
  if (slots.length === 0) return [];
  const terms = termsOf(ctx, wish);
  if (!terms) return [];
  const choose = chooser(ctx);
  return slots.map((slot) => ({
    ...terms.sold,
    items: "parts" in slot ? partsOf(slot, terms.asked) : [itemOf(slot, terms, choose)],
    start: slot.start,
    end: slot.end,
    ...(wish.forVisit !== undefined && { forVisit: wish.forVisit }),
  }));
}

type Terms = {
  readonly sold: Pick<Offer, "priceCents" | "currency" | "minutes">;
  /** In order: the service, who was requested, and who would be kept. */
  readonly asked: readonly (ServiceWish & Pick<WishedItem, "among">)[];
};

function termsOf(ctx: TenantContext, wish: Omit<TimesWish, "from" | "to">): Terms | undefined {
  const { service, rules } = knownBusiness(ctx.db);
  if (wish.forVisit !== undefined) {
    const booking = findBooking(ctx.db, wish.forVisit);
    if (!booking) return undefined;
    const asked = itemsForMove(rules, booking, wish);
    const { price_cents: priceCents, currency } = booking.row;
    const minutes = sum(asked.map(({ service }) => service?.durationMinutes ?? 0));
    return { sold: { priceCents, currency, minutes }, asked };
  }
  const services = wish.items.map(({ serviceId }) => service.get(serviceId));
  const [first] = services;
  if (!first || services.includes(undefined)) return undefined;
  const all = services.filter((one) => one !== undefined);
  return {
    sold: {
      priceCents: sum(all.map((one) => one.price_cents)),
      currency: first.currency,
      minutes: sum(all.map((one) => one.duration_minutes)),
    },
    asked: wish.items,
  };
}

function partsOf(slot: SequenceSlot, asked: Terms["asked"]): Offer["items"] {
  return slot.parts.map(({ serviceId, staffId, choice }, i) => ({
    serviceId,
    staffId,
    ...(asked[i]?.staffId === undefined && { choice }),
    ...(asked[i]?.among && { among: asked[i].among }),
  }));
}

function itemOf(slot: Slot, { asked }: Terms, choose: Chooser): Offer["items"][number] {
  const { serviceId, staffId, preferStaffId, among } = asked[0]!;
  if (staffId !== undefined) return { serviceId, staffId };
  if (preferStaffId !== undefined && slot.staffIds.includes(preferStaffId))
    return { serviceId, staffId: preferStaffId };
  const { staffId: chosen, rule } = choose(slot.staffIds);
  // The alternatives are looked up when an offer is picked: a conversation remembers many offers.
  return { serviceId, staffId: chosen, choice: { rule, among: [] }, ...(among && { among }) };
}

type Chooser = (staffIds: readonly string[]) => ReturnType<typeof planFairChoice>;

/** The figures for choosing staff are read once, the first time that somebody has to be chosen. */
function chooser(ctx: TenantContext): Chooser {
  const { rules } = knownBusiness(ctx.db);
  let standings: ReturnType<typeof readCandidates> | undefined;
  return (staffIds) => {
    const everyone = rules.staff.map(({ id }) => id);
    standings ??= readCandidates(ctx.db, rules, everyone, ctx.clock.now());
    return planFairChoice(standings.filter(({ staffId }) => staffIds.includes(staffId)));
  };
}

/** How many days around a lost time to search for alternatives. */
const BEFORE = 1;
const AFTER = 13;

/** The currently available times nearest to an offer; the offered time itself comes first if it is free. */
export function nearestTo(ctx: TenantContext, offer: Offer, count: number): readonly Offerable[] {
  const wish = wishOf(offer);
  const date = knownBusiness(ctx.db).rules.zone.localDateOf(offer.start);
  const slots = findTimes(ctx, { ...wish, from: addDays(date, -BEFORE), to: addDays(date, AFTER) });
  return offerableOf(ctx, wish, planAlternatives(slots, offer.start, count, offer.items[0]?.staffId));
}

/** The same start with the same people, if still available. */
export function findOfferable(ctx: TenantContext, offer: Offer): Offerable | undefined {
  const date = knownBusiness(ctx.db).rules.zone.localDateOf(offer.start);
  const wish = wishOf(offer);
  const slots = findTimes(ctx, { ...wish, from: date, to: date }).filter(
    ({ start }) => start === offer.start,
  );
  return offerableOf(ctx, wish, slots)[0];
}

/** The same offer with everybody who could serve it now, to be recorded if the customer asked for nobody. */
export function withEveryone(ctx: TenantContext, offer: Offer): Offer {
  const [item, ...more] = offer.items;
  if (!item?.choice || more.length > 0) return offer;
  const date = knownBusiness(ctx.db).rules.zone.localDateOf(offer.start);
  const found = findTimes(ctx, { items: [{ serviceId: item.serviceId }], from: date, to: date });
  const all = found.find(({ start }) => start === offer.start)?.staffIds ?? [];
  const free = item.among ? all.filter((id) => item.among?.includes(id)) : all;
  const among = free.includes(item.staffId) ? free : [item.staffId];
  return { ...offer, items: [{ ...item, choice: { ...item.choice, among } }] };
}

function wishOf({ items, forVisit }: Offer): Omit<TimesWish, "from" | "to"> {
  if (forVisit !== undefined) return { items: [], forVisit };
  return {
    items: items.map(({ serviceId, staffId, choice, among }) => ({
      serviceId,
      // Staff whom the customer did not request may be replaced.
      staffId: choice === undefined ? staffId : undefined,
      ...(among && { among }),
    })),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** A start as a wall-clock minute of the business. */
export function minuteOf(ctx: TenantContext, start: Instant): number {
  return knownBusiness(ctx.db).rules.zone.minuteOfDay(start);
}
