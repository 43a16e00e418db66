import { type Instant, minutesOf } from "#kernel/instant.ts";
import { addDays, daysBetween, type LocalDate } from "#kernel/local-date.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { lastBookableDate, type SequenceSlot, type Slot } from "#modules/calendar/index.ts";
import { isPlanSpent } from "#modules/booking/index.ts";
import { type KnownBusiness, knownBusiness } from "#modules/conversation/business-known.ts";
import { findTimes, offerableOf, type TimesWish } from "#modules/conversation/find-times.ts";
import { hoursOn } from "#modules/conversation/hours-on.ts";
import { keep } from "#modules/conversation/holds.ts";
import { labelOf, offerSlots } from "#modules/conversation/offers.ts";
import type { Offer } from "#modules/conversation/state.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

import { planNearest, planSpread } from "./spread.ts";
import { MOST_DATES, MOST_SLOTS, type ToolArgs } from "./tool-args.ts";
import type { ToolResult } from "./tool.ts";

type Args = ToolArgs<"check_availability">;

/** Parts of the day in wall-clock minutes, end exclusive. */
const PARTS = { morning: [0, 720], afternoon: [720, 1020], evening: [1020, 1440] } as const;

/** Finds the free times of a wish and offers a selection spread over what was asked for. */
export function checkAvailability(work: TurnWork, args: Args): ToolResult {
  const { ctx } = work;
  const known = knownBusiness(ctx.db);
  const wish = readWish(work, known, args);
  if (!("from" in wish)) return wish;
  // Better refused now than after the summary. A visit to be moved is already counted.
  const isFirst = wish.forVisit === undefined && work.state.offers.length === 0;
  if (isFirst && isPlanSpent(ctx, known.rules)) return notHere(work);
  const { zone } = known.rules;
  work.state = {
    ...work.state,
    looked: [{ from: wish.from, to: wish.to }, ...(work.state.looked ?? [])].slice(0, 5),
  };
  const fits = windowOf(args);
  const wanted = args.dates === undefined ? undefined : new Set(args.dates);
  const isOnDay = (start: Instant): boolean => wanted === undefined || wanted.has(zone.localDateOf(start));
  const slots = findTimes(ctx, wish).filter(({ start }) => fits(zone.minuteOfDay(start)) && isOnDay(start));
  if (slots.length === 0) return nothing(work, known, wish, fits);
  const near = args.near_time === undefined ? undefined : minutesOf(args.near_time);
  const some =
    near === undefined
      ? planSpread(slots, args.most ?? MOST_SLOTS, zone)
      : planNearest(slots, args.most ?? MOST_SLOTS, { zone, minute: near });
  const { state, offers } = offerSlots(ctx, work.state, work.turn, offerableOf(ctx, wish, some));
  work.state = { ...state, phase: wish.forVisit === undefined ? "offered" : state.phase };
  work.showsSlots = true;
  const exact = keepExact(work, known, offers, args);
  return {
    ok: true,
    code: "OK",
    data: {
      slots: offers.map((offer) => slotData(known, offer)),
      truncated: slots.length > some.length,
      next_available: null,
      picked: exact,
    },
  };
}

/** The business takes no more online bookings this month: the wish ends here, its details are kept. */
function notHere(work: TurnWork): ToolResult {
  work.state = { ...work.state, phase: "idle", draft: { ...work.state.draft, goal: null } };
  return { ok: false, code: "PLAN_LIMIT" };
}

function readWish(work: TurnWork, known: KnownBusiness, args: Args): TimesWish | ToolResult {
  const { ctx, state } = work;
  const { start_date: from, end_date: to, booking_uid: uid } = args;
  if (to < from) return refused("INVALID_ARGUMENT", "end_date");
  if (daysBetween(from, to) >= MOST_DATES) return refused("INVALID_ARGUMENT", "end_date");
  if (to < known.rules.zone.localDateOf(ctx.clock.now())) return { ok: false, code: "PAST" };
  if (uid !== undefined) {
    if (!state.verified.includes(uid)) return { ok: false, code: "NOT_VERIFIED" };
    return { items: [], forVisit: uid, staffId: args.staff_id, among: args.staff_ids, from, to };
  }
  const items = itemsOf(args);
  if (items.length === 0) return { ok: false, code: "NEEDS_FIELDS", data: { fields: ["service_id"] } };
  for (const { serviceId, staffId, among = [] } of items) {
    if (!known.service.has(serviceId)) return { ok: false, code: "UNKNOWN_SERVICE" };
    const does = (id: string) => known.person.get(id)?.service_ids.includes(serviceId) === true;
    if (staffId !== undefined && !does(staffId)) return refused("INVALID_ARGUMENT", "staff_id");
    if (!among.every(does)) return refused("INVALID_ARGUMENT", "staff_ids");
  }
  return { items, from, to, ignoring: work.row.hold_id ?? undefined };
}

function refused(code: "INVALID_ARGUMENT", path: string): ToolResult {
  return { ok: false, code, data: { problems: [{ path }] } };
}

function itemsOf({ items, service_id: one, ...top }: Args): TimesWish["items"] {
  const wished = items ?? (one === undefined ? [] : [{ service_id: one, ...top }]);
  return wished.map(({ service_id: serviceId, staff_id: staffId, staff_ids: among }) => ({
    serviceId,
    staffId,
    ...(staffId === undefined && { among }),
  }));
}

function windowOf({ part_of_day: part, from_time: from, to_time: to }: Args): (minute: number) => boolean {
  const [partFrom, partTo] = part === undefined ? [0, 1440] : PARTS[part];
  const first = Math.max(partFrom, from === undefined ? 0 : minutesOf(from));
  const end = Math.min(partTo, to === undefined ? 1440 : minutesOf(to));
  return (minute) => minute >= first && minute < end;
}

/** Nothing is free: offers the next available time instead. */
function nothing(
  work: TurnWork,
  known: KnownBusiness,
  wish: TimesWish,
  fits: (minute: number) => boolean,
): ToolResult {
  const { ctx } = work;
  const next = findNext(work, known, wish, fits);
  const { state, offers } = offerSlots(
    ctx,
    work.state,
    work.turn,
    next ? offerableOf(ctx, wish, [next]) : [],
  );
  work.state = { ...state, phase: wish.forVisit === undefined ? "no_slots" : state.phase };
  work.showsSlots = offers.length > 0;
  const data = { slots: [], truncated: false, next_available: offers[0] ? slotData(known, offers[0]) : null };
  if (!isOpenBetween(known, wish.from, wish.to, fits)) return { ok: false, code: "OUT_OF_HOURS", data };
  return { ok: true, code: "OK", data, say_hint: "none_free" };
}

/** The next time that fits; if there is none, the next time at all. */
function findNext(
  { ctx }: TurnWork,
  { rules }: KnownBusiness,
  wish: TimesWish,
  fits: (minute: number) => boolean,
): Slot | SequenceSlot | undefined {
  const last = lastBookableDate(rules, ctx.clock.now());
  let any: Slot | SequenceSlot | undefined;
  for (let from = wish.from; from <= last; from = addDays(from, MOST_DATES)) {
    const slots = findTimes(ctx, { ...wish, from, to: addDays(from, MOST_DATES - 1) });
    const slot = slots.find(({ start }) => fits(rules.zone.minuteOfDay(start)));
    if (slot) return slot;
    any ??= slots[0];
  }
  return any;
}

function isOpenBetween(
  { rules }: KnownBusiness,
  from: LocalDate,
  to: LocalDate,
  fits: (minute: number) => boolean,
): boolean {
  for (let date = from; date <= to; date = addDays(date, 1)) {
    for (const { start, end } of hoursOn(rules, date))
      for (let minute = start; minute < end; minute += 15) if (fits(minute % 1440)) return true;
  }
  return false;
}

function slotData(known: KnownBusiness, offer: Offer) {
  const { zone } = known.rules;
  return {
    slot_id: offer.slotId,
    start_time_local: formatLocal(zone, offer.start),
    label: labelOf(zone, offer),
    staff: [...new Set(offer.items.map(({ staffId }) => known.person.get(staffId)?.name ?? ""))],
  };
}

/**
 * Holds a time if it is exactly the one that the customer asked for in their own words, which counts as picking
 * it. A brain's arguments do not count here.
 */
function keepExact(
  work: TurnWork,
  { rules }: KnownBusiness,
  offers: readonly Offer[],
  { near_time: near }: Args,
): string | null {
  const { draft, chosen, pending } = work.state;
  const [date, ...others] = draft.dates;
  if (near === undefined || draft.time !== minutesOf(near) || date === undefined || others.length > 0)
    return null;
  if (draft.timeRange !== undefined || chosen || pending) return null;
  const exact = offers.filter(
    ({ start }) => rules.zone.localDateOf(start) === date && rules.zone.minuteOfDay(start) === draft.time,
  );
  const [one, ...more] = exact;
  if (!one || more.length > 0) return null;
  if (keep(work, one, false).outcome === "refused") return null;
  work.showsSlots = false;
  // It is the only time shown, so "the first one" can mean nothing else.
  work.state = { ...work.state, shown: [one.slotId] };
  return one.slotId;
}
