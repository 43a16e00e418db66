import type { TenantDb } from "#db/tenant-db.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";
import { addDays, daysBetween, type LocalDate } from "#kernel/local-date.ts";
import { zoneWords } from "#kernel/zone-words.ts";
import { type CalendarRules, lastBookableDate, type ServiceWish } from "#modules/calendar/index.ts";

import { dayTitle, dayWords, momentWords, rangeWords } from "./day-words.ts";
import { findNextTime, findTimes, type FreeTime } from "./find-times.ts";
import { planGroups, type TimeGroup } from "./plan-groups.ts";
import { freeWords, planStrip, type StripDay } from "./plan-strip.ts";

/** One day's free times within its week, and links to other weeks. */
export type TimesView = {
  /** `New York, UTC−5`. */
  readonly zone: string;
  /** The instant that the offset is for. */
  readonly zoneAt: string;
  /** The URL of this view, even if a form led here. */
  readonly hereHref: string;
  /** For screen readers: `Tomorrow, Saturday 7 March: 4 free times`. */
  readonly told: string;
  /** The first free time overall. */
  readonly nearest: TimeButton | undefined;
  readonly strip: readonly StripDay[];
  readonly stripTitle: string;
  /** Links to the previous and next weeks. */
  readonly earlier: WeekLink | undefined;
  readonly later: WeekLink | undefined;
  readonly dayTitle: string;
  readonly groups: readonly TimeGroup[];
  /** If the day is full: what to do instead. */
  readonly full: FullDay | undefined;
  /** The link to wait for a better time. */
  readonly wait: Wait | undefined;
};

/**
 * `count` is the number of free times on the day shown first, so that a placeholder can take up as much room.
 */
export type WeekLink = { readonly href: string; readonly title: string; readonly count: number };

export type Wait = { readonly href: string; readonly label: string };

export type TimeButton = { readonly start: string; readonly label: string };
export type FullDay = {
  readonly text: string;
  readonly link: { readonly href: string; readonly label: string } | undefined;
};

export type TimesSearch = {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  /** For a visit of several services. */
  readonly items?: readonly ServiceWish[] | undefined;
  /** The visit being moved, or the hold being exchanged. */
  readonly ignoreOwner?: string | undefined;
  /** The visit's current start, which is not offered. */
  readonly except?: Instant | undefined;
  readonly rules: CalendarRules;
  readonly now: Instant;
  readonly date?: LocalDate | undefined;
  readonly week?: LocalDate | undefined;
  /** Names who may serve at a time: `Mia`. */
  readonly nameOf: (time: FreeTime) => string;
  readonly hrefOf: (day: { readonly date: LocalDate } | { readonly week: LocalDate }) => string;
  /** The link to wait for a time on a day, or on any day; left out if there is no waitlist. */
  readonly waitHrefOf?: ((day: LocalDate | undefined) => string) | undefined;
};

const WEEK = 7;

/** Weeks count from today, so that the first one has no past days. */
export function timesView(db: TenantDb, search: TimesSearch): TimesView {
  const { rules, now, nameOf, hrefOf } = search;
  const today = rules.zone.localDateOf(now);
  const last = lastBookableDate(rules, now);
  const nearest = nextSlot(db, search, today, last);
  const first = firstOfWeek(search, today, last, nearest);
  // Includes the adjacent weeks: while one of them loads, its placeholder has the right size.
  const from = first > today ? addDays(first, -WEEK) : first;
  const slots = slotsBetween(db, search, from, earlier(addDays(first, 2 * WEEK - 1), last));
  const byDay = Map.groupBy(slots, (slot) => rules.zone.localDateOf(slot.start));
  const week = (begin: LocalDate) => weekLink(byDay, begin, hrefOf);
  const day = inWindow(search.date, today, last) ?? firstFree(byDay, first) ?? first;
  const ofDay = byDay.get(day) ?? [];
  const zoneAt = ofDay[0]?.start ?? rules.zone.startOfDay(day);
  const next = ofDay.length > 0 ? undefined : (nextSlot(db, search, day, last) ?? nearest);
  return {
    zone: zoneWords(rules.zone, zoneAt),
    zoneAt: formatInstant(zoneAt),
    hereHref: hrefOf({ date: day }),
    told: `${dayTitle(day, today)}: ${freeWords(ofDay.length)}`,
    nearest: nearest && nearestButton(rules, nearest, now, nameOf),
    strip: planStrip({ first, last, today, day, counts: (date) => byDay.get(date)?.length ?? 0, hrefOf }),
    stripTitle: rangeWords(first, addDays(first, WEEK - 1)),
    earlier: first > today ? week(addDays(first, -WEEK)) : undefined,
    later: addDays(first, WEEK) <= last ? week(addDays(first, WEEK)) : undefined,
    dayTitle: dayTitle(day, today),
    groups: planGroups(rules.zone, ofDay, rules.services.get(search.serviceId)?.capacity ?? 1),
    wait: waitFor(search, day, ofDay.length === 0, next),
    full: ofDay.length > 0 ? undefined : fullDay(search, day, next),
  };
}

type ByDay = ReadonlyMap<LocalDate, readonly FreeTime[]>;

/** The first day with free times in the week from `first`. */
function firstFree(byDay: ByDay, first: LocalDate): LocalDate | undefined {
  const days = Array.from({ length: WEEK }, (_, i) => addDays(first, i));
  return days.find((day) => byDay.has(day));
}

function weekLink(byDay: ByDay, first: LocalDate, hrefOf: TimesSearch["hrefOf"]): WeekLink {
  const day = firstFree(byDay, first);
  return {
    href: hrefOf({ week: first }),
    title: rangeWords(first, addDays(first, WEEK - 1)),
    count: day === undefined ? 0 : (byDay.get(day)?.length ?? 0),
  };
}

/** If no day has a time, waiting is not limited to this day. */
function waitFor(
  { waitHrefOf }: TimesSearch,
  day: LocalDate,
  isFull: boolean,
  next: FreeTime | undefined,
): Wait | undefined {
  if (!waitHrefOf) return undefined;
  if (isFull && !next) return { href: waitHrefOf(undefined), label: "Join the waitlist" };
  const label = isFull ? "Join the waitlist for this day" : "None of these? Wait for another time";
  return { href: waitHrefOf(day), label };
}

/** A button for a start: `Today 3:30 pm with Mia`. */
export function nearestButton(
  rules: CalendarRules,
  slot: FreeTime,
  now: Instant,
  nameOf: TimesSearch["nameOf"],
): TimeButton {
  const label = `${momentWords(rules.zone, slot.start, now)} with ${nameOf(slot)}`;
  return { start: formatInstant(slot.start), label };
}

function firstOfWeek(
  search: TimesSearch,
  today: LocalDate,
  last: LocalDate,
  nearest: FreeTime | undefined,
): LocalDate {
  const asked = inWindow(search.date, today, last) ?? inWindow(search.week, today, last);
  const shown = asked ?? (nearest && search.rules.zone.localDateOf(nearest.start)) ?? today;
  return addDays(today, Math.floor(daysBetween(today, shown) / WEEK) * WEEK);
}

function inWindow(date: LocalDate | undefined, today: LocalDate, last: LocalDate): LocalDate | undefined {
  return date !== undefined && date >= today && date <= last ? date : undefined;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}

function nextSlot(db: TenantDb, search: TimesSearch, from: LocalDate, to: LocalDate): FreeTime | undefined {
  const slot = findNextTime(db, queryOf(search, from, to), search);
  if (slot === undefined || slot.start !== search.except) return slot;
  return slotsBetween(db, search, from, earlier(addDays(from, WEEK), to))[0];
}

function slotsBetween(
  db: TenantDb,
  search: TimesSearch,
  from: LocalDate,
  to: LocalDate,
): readonly FreeTime[] {
  const slots = findTimes(db, queryOf(search, from, to), search);
  return search.except === undefined ? slots : slots.filter((slot) => slot.start !== search.except);
}

function queryOf(search: TimesSearch, from: LocalDate, to: LocalDate) {
  const { serviceId, staffId, items, ignoreOwner, now } = search;
  return { serviceId, staffId, items, ignoreOwner, now, from, to, channel: "page" };
}

function fullDay({ rules, now, hrefOf }: TimesSearch, day: LocalDate, next: FreeTime | undefined): FullDay {
  const today = rules.zone.localDateOf(now);
  if (!next) return { text: "There are no free times to book online at the moment.", link: undefined };
  const at = momentWords(rules.zone, next.start, now);
  return {
    text: `No free times ${day === today ? "today" : `on ${dayWords(day, today).replace("Tomorrow", "this day")}`}.`,
    link: {
      href: hrefOf({ date: rules.zone.localDateOf(next.start) }),
      label: `The next free time is ${at}`,
    },
  };
}
