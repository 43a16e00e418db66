import { DAY, HOUR, type Instant, MINUTE } from "#kernel/instant.ts";
import { type LocalDate, weekdayOf } from "#kernel/local-date.ts";
import type { CalendarRules, ServiceRules, Slot } from "#modules/calendar/index.ts";

import type { Chance } from "./chance.ts";

/** Somebody who wants to come on a date; the time is chosen when it is booked. */
export type Wish = {
  readonly serviceId: string;
  readonly staffId: string;
  readonly date: LocalDate;
  /** Only for a class, whose time is fixed. */
  readonly start: Instant | undefined;
  readonly bookedAt: Instant;
  /** When it is cancelled, if it is. */
  readonly cancelledAt: Instant | undefined;
};

/** When a staff member could be booked if nobody had booked yet, by service. */
export type EmptyCalendar = {
  readonly staffId: string;
  readonly services: readonly { readonly service: ServiceRules; readonly slots: readonly Slot[] }[];
};

/** The share of a quiet day that is booked: Mondays are quiet for everyone, and each person has one more. */
const QUIET_SHARE = 0.36;
const CLASS_HOUR = 17 * 60;

/** Who would like to come to this staff member on the days of the calendar, filling most of each. */
export function planWishes(
  rules: CalendarRules,
  { staffId, services }: EmptyCalendar,
  now: Instant,
  chance: Chance,
): Wish[] {
  const days = new Set(
    services.flatMap(({ slots }) => slots.map((slot) => rules.zone.localDateOf(slot.start))),
  );
  const quietDay = chance.oneOf(["wed", "thu", "fri"]);
  return [...days].toSorted().flatMap((date) => {
    const ofDay = services.map(({ service, slots }) => ({
      service,
      slots: slots.filter((slot) => rules.zone.localDateOf(slot.start) === date),
    }));
    const seats = ofDay.flatMap(({ service, slots }) =>
      service.capacity > 1 ? classSeats(rules, service, slots, chance) : [],
    );
    const quiet = ["mon", quietDay].includes(weekdayOf(date));
    const share = quiet ? QUIET_SHARE : chance.between(0.62, 0.82);
    const minutes = share * openMinutes(ofDay.flatMap(({ slots }) => slots)) - (seats.length > 0 ? 60 : 0);
    const single = ofDay.filter(({ service, slots }) => service.capacity === 1 && slots.length > 0);
    const chosen = chooseServices(
      single.map(({ service }) => service),
      minutes,
      chance,
    );
    return [...seats, ...chosen.map(({ id }) => ({ serviceId: id, start: undefined }))].map((wanted) => ({
      ...wanted,
      staffId,
      date,
      ...planMoments(rules, date, now, chance),
    }));
  });
}

/** Services that add up to about `minutes`; the short ones are chosen more often. */
function chooseServices(
  [first, ...others]: readonly ServiceRules[],
  minutes: number,
  chance: Chance,
): ServiceRules[] {
  const chosen: ServiceRules[] = [];
  if (!first) return chosen;
  for (let left = minutes; left > 0; ) {
    const [one, other] = [chance.oneOf([first, ...others]), chance.oneOf([first, ...others])];
    const service = one.durationMinutes <= other.durationMinutes ? one : other;
    left -= service.durationMinutes + service.bufferAfterMinutes;
    chosen.push(service);
  }
  return chosen;
}

/** A class on some days, late in the afternoon, with some of its seats taken. */
function classSeats(rules: CalendarRules, service: ServiceRules, slots: readonly Slot[], chance: Chance) {
  if (!chance.percent(45)) return [];
  const late = (slot: Slot): number => Math.abs(rules.zone.minuteOfDay(slot.start) - CLASS_HOUR);
  const [slot] = slots.toSorted((a, b) => late(a) - late(b));
  if (!slot) return [];
  const seats = 2 + chance.below(service.capacity - 1);
  return Array.from({ length: seats }, () => ({ serviceId: service.id, start: slot.start }));
}

/** Most people book a few days ahead, some weeks; a few cancel, and then in time. */
function planMoments(rules: CalendarRules, date: LocalDate, now: Instant, chance: Chance) {
  const noon = rules.zone.startOfDay(date) + 12 * HOUR;
  const ahead = chance.percent(75) ? chance.between(1, 6) : chance.between(6, 15);
  const asked = noon - ahead * DAY + chance.between(-4, 8) * HOUR;
  const bookedAt = roundMinute(asked < now ? asked : now - chance.between(0.1, 6) * DAY);
  const regretted = roundMinute(bookedAt + chance.between(0.05, 0.6) * (noon - DAY - bookedAt));
  const cancels = chance.percent(8) && regretted > bookedAt && regretted < now;
  return { bookedAt, cancelledAt: cancels ? regretted : undefined };
}

function openMinutes(slots: readonly Slot[]): number {
  let [covered, until] = [0, 0];
  for (const { start, end } of slots.toSorted((a, b) => a.start - b.start)) {
    covered += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return covered / MINUTE;
}

function roundMinute(at: Instant): Instant {
  return Math.floor(at / MINUTE) * MINUTE;
}
