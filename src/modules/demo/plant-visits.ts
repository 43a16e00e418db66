import type { TenantTx } from "#db/tenant-db.ts";
import { fixedClock } from "#kernel/clock.ts";
import { DAY, type Instant, MINUTE } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import { type Booking, cancelInside, confirmBooking, type Mark, markInside } from "#modules/booking/index.ts";
import { calendarRules, findAvailability, type Slot } from "#modules/calendar/index.ts";
import type { CustomerDetails } from "#modules/customers/index.ts";
import type { Actor, TenantContext } from "#tenancy/context.ts";

import { type Chance, seededChance } from "./chance.ts";
import { planGuests } from "./guests.ts";
import { type EmptyCalendar, planWishes, type Wish } from "./plan-wishes.ts";

const DAYS_BEFORE = 9;
const DAYS_IN_ALL = 21;
const GUESTS = 180;

/** Something that happens at an instant; may lead to more. */
type Happening = { readonly at: Instant; readonly does: (ctx: TenantContext, tx: TenantTx) => Happening[] };

/**
 * Plants three weeks of visits around now, in one transaction. Each is booked, cancelled and marked through
 * the product's own commands, in chronological order, on a clock fixed at that moment. No messages are sent.
 * The same seed plants the same visits.
 */
export function plantVisits(ctx: TenantContext, seed: number): void {
  const chance = seededChance(seed);
  const guests = planGuests(GUESTS, chance);
  const wishes = emptyCalendars(ctx).flatMap((calendar) =>
    planWishes(calendarRules(ctx.db), calendar, ctx.clock.now(), chance),
  );
  const agenda = wishes.map((wish) => ({ at: wish.bookedAt, does: booking(wish, guests, chance) }));
  ctx.db.write((tx) => playInOrder(ctx, tx, agenda));
}

function playInOrder(ctx: TenantContext, tx: TenantTx, happenings: readonly Happening[]): void {
  const agenda: Happening[] = happenings.toSorted((a, b) => b.at - a.at);
  for (let next = agenda.pop(); next !== undefined; next = agenda.pop()) {
    if (next.at > ctx.clock.now()) continue;
    for (const later of next.does(standingAt(ctx, next.at), tx)) {
      const place = agenda.findLastIndex((one) => one.at > later.at);
      agenda.splice(place + 1, 0, later);
    }
  }
}

/** The same context at another instant; no subscriber reacts to what happens there. */
function standingAt(ctx: TenantContext, at: Instant): TenantContext {
  return { ...ctx, clock: fixedClock(at), actor: GUEST, subscribers: [], wakeAt: () => undefined };
}

const GUEST: Actor = { kind: "customer", id: null, channel: "page" };
const HOUSE: Actor = { kind: "system", id: null, channel: "system" };

function booking(wish: Wish, guests: readonly CustomerDetails[], chance: Chance): Happening["does"] {
  return (ctx, tx) => {
    const slot = wish.start === undefined ? chooseSlot(ctx, tx, wish, chance) : { start: wish.start };
    const customer = guests[chance.below(guests.length)];
    if (!slot || !customer) return [];
    const booked = confirmBooking(ctx, tx, {
      serviceId: wish.serviceId,
      ...(chance.percent(60) && { staffId: wish.staffId }),
      start: slot.start,
      customer,
      notes: chance.percent(7) ? chance.oneOf(NOTES) : "",
      source: chance.oneOf(["page", "page", "page", "phone", "chat"]),
    });
    return booked.outcome === "booked" ? aftermath(booked.booking, wish, chance) : [];
  };
}

const NOTES = [
  "First visit.",
  "Please not too short.",
  "I may be five minutes late.",
  "Allergic to latex.",
  "It is a present for my mother.",
] as const;

/**
 * Before work, after work, or any time: the middle of the day fills last, which leaves room for long visits.
 */
function chooseSlot(ctx: TenantContext, tx: TenantTx, wish: Wish, chance: Chance): Slot | undefined {
  const { serviceId, staffId, date } = wish;
  const query = { serviceId, staffId, from: date, to: date, now: ctx.clock.now(), channel: "page" };
  const { slots } = findAvailability(ctx.db, query, { reads: tx });
  return chance.percent(80) ? slots.at(chance.oneOf([0, -1])) : slots[chance.below(slots.length)];
}

/** What becomes of a visit: cancelled, missed, or completed. */
function aftermath({ row }: Booking, { cancelledAt }: Wish, chance: Chance): Happening[] {
  const { uid, start_at: start, end_at: end } = row;
  if (cancelledAt !== undefined && cancelledAt < start) {
    return [{ at: cancelledAt, does: cancelling(uid) }];
  }
  if (chance.percent(4)) return [{ at: start + 20 * MINUTE, does: marking(uid, "no_show") }];
  return [
    { at: start - chance.below(8) * MINUTE, does: marking(uid, "checked_in") },
    { at: end + chance.below(6) * MINUTE, does: marking(uid, "completed") },
  ];
}

function cancelling(uid: string): Happening["does"] {
  return (ctx, tx) => {
    cancelInside(ctx, tx, uid, {});
    return [];
  };
}

function marking(uid: string, mark: Mark): Happening["does"] {
  return (ctx, tx) => {
    markInside({ ...ctx, actor: HOUSE }, tx, uid, mark);
    return [];
  };
}

function emptyCalendars(ctx: TenantContext): EmptyCalendar[] {
  const rules = calendarRules(ctx.db);
  const from = addDays(rules.zone.localDateOf(ctx.clock.now()), -DAYS_BEFORE);
  const to = addDays(from, DAYS_IN_ALL - 1);
  // As before anybody had booked: early enough that no notice period rules out a day.
  const now = rules.zone.startOfDay(from) - 20 * DAY;
  return rules.staff.map(({ id: staffId, serviceIds }) => ({
    staffId,
    services: [...rules.services.values()]
      .filter(({ id }) => serviceIds.has(id))
      .map((service) => ({
        service,
        slots: findAvailability(ctx.db, { serviceId: service.id, staffId, from, to, now }).slots,
      })),
  }));
}
