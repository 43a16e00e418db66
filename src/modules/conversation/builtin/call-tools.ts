import { formatMinutes } from "#kernel/instant.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";
import { shownOffers } from "#modules/conversation/offers.ts";
import type { Offer, Whom } from "#modules/conversation/state.ts";
import type { ToolResult } from "#modules/conversation/tools/tool.ts";

import { chosenOffer, draftOf, type Scene, type Visit } from "./scene.ts";

/** The result of a search for times. If anything was found, `offers` are the times now shown. */
export type Found =
  | { readonly kind: "some"; readonly offers: readonly Offer[] }
  /** Exactly the requested time, now held. */
  | { readonly kind: "kept"; readonly offer: Offer }
  /** Booking is not possible here at the moment. */
  | { readonly kind: "not_here" }
  /** Nothing matches; `next` is the first free time after that. */
  | { readonly kind: "none"; readonly isClosed: boolean; readonly next: Offer | undefined };

/** The most days that the tool searches at once. */
const MOST_DAYS = 14;

export type Search = {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly dates?: readonly LocalDate[];
  readonly fromMinute?: number | undefined;
  readonly toMinute?: number | undefined;
  readonly near?: number | undefined;
  readonly most: number;
  /** The visit to be moved. */
  readonly bookingUid?: string;
};

export function callTool({ turn }: Scene, name: string, args: unknown): ToolResult {
  return turn.tools.run({ name, args });
}

/** The days and times of the wish, limited to what one search can cover. */
export function searchOf(scene: Scene, most: number, moved?: Visit): Search {
  const { dates, dateRange, refusedDates, timeRange, time, latest } = draftOf(scene);
  const sorted = dates.toSorted();
  const from = sorted[0] ?? laterOf(dateRange?.start ?? scene.today, scene.today);
  const last = sorted.at(-1) ?? dateRange?.end ?? addDays(from, MOST_DAYS - 1);
  const to = earlierOf(laterOf(last, from), addDays(from, MOST_DAYS - 1));
  const only = sorted.length > 0 ? sorted : daysBut(from, to, refusedDates);
  return {
    from,
    to,
    ...(only && only.length > 0 && { dates: only.slice(0, MOST_DAYS) }),
    fromMinute: timeRange?.start,
    toMinute: timeRange?.end,
    near: time ?? (latest ? LAST_MINUTE : sameTime(scene, moved)),
    most: mostOf(scene, most, to > from),
    ...(moved && { bookingUid: moved.uid }),
  };
}

/** A moved visit is first searched for at its own time of day, and the next person's near the previous one. */
function sameTime({ known, turn }: Scene, moved: Visit | undefined): number | undefined {
  const { timeRange, dates } = turn.state().draft;
  if (isNextPerson(turn) && timeRange?.start !== undefined)
    return Math.min(timeRange.start + 60, LAST_MINUTE);
  if (!moved || timeRange || dates.length === 0) return undefined;
  return known.rules.zone.minuteOfDay(moved.start);
}

/** Whether this turn begins the next person's visit without naming another time. */
function isNextPerson({ heard, understood, state }: Scene["turn"]): boolean {
  const { draft, verified } = state();
  const isBegun = heard.changed.includes("goal") && draft.people !== undefined && verified.length > 0;
  return isBegun && understood.timeRange === undefined && understood.times.length === 0;
}

const LAST_MINUTE = 1439;

/** For "the earliest", a few suffice; across several days, more are useful. */
function mostOf(scene: Scene, most: number, overDays: boolean): number {
  if (draftOf(scene).earliest) return 3;
  if (draftOf(scene).latest) return 1;
  return overDays ? most + 2 : most;
}

function daysBut(from: LocalDate, to: LocalDate, refused: readonly LocalDate[]): LocalDate[] | undefined {
  if (!refused.some((date) => date >= from && date <= to)) return undefined;
  const days: LocalDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) if (!refused.includes(date)) days.push(date);
  return days;
}

/** Searches for times; those found become offers. */
export function findTimes(scene: Scene, search: Search): Found {
  const result = callTool(scene, "check_availability", argsOf(scene, search));
  const { slots = [], picked, next_available: next } = (result.data ?? {}) as Availability;
  const offers = shownOffers(scene.turn.state(), scene.now);
  if (!result.ok && result.code === "PLAN_LIMIT") return { kind: "not_here" };
  if (!result.ok || slots.length === 0) {
    const isClosed = !result.ok && result.code === "OUT_OF_HOURS";
    // If none was found after that, the shown ones are from an earlier search.
    return { kind: "none", isClosed, next: next ? offers[0] : undefined };
  }
  const kept = picked ? chosenOffer(scene) : undefined;
  return kept ? { kind: "kept", offer: kept } : { kind: "some", offers };
}

type Availability = {
  readonly slots?: readonly unknown[];
  readonly picked?: string | null;
  readonly next_available?: object | null;
};

function argsOf(scene: Scene, search: Search): object {
  const { from, to, dates, fromMinute, toMinute, near, most, bookingUid } = search;
  return {
    ...(bookingUid === undefined
      ? { items: itemsOf(scene) }
      : { booking_uid: bookingUid, ...wishedStaff(scene) }),
    start_date: from,
    end_date: to,
    ...(dates !== undefined && from !== to && { dates }),
    ...(fromMinute !== undefined && { from_time: formatMinutes(fromMinute) }),
    ...(toMinute !== undefined && { to_time: formatMinutes(Math.min(toMinute, 1440)) }),
    ...(near !== undefined && { near_time: formatMinutes(near % 1440) }),
    most,
  };
}

function itemsOf(scene: Scene): object[] {
  return draftOf(scene).items.map(({ serviceId, ...whom }) => ({ service_id: serviceId, ...staffOf(whom) }));
}

/** The person requested for a moved visit, if any. */
function wishedStaff(scene: Scene): object {
  const { items, ...draft } = draftOf(scene);
  return staffOf(items[0] ?? draft);
}

function staffOf({ staffId, among }: Whom): object {
  return { staff_id: staffId ?? null, ...(among && { staff_ids: among }) };
}

function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

function earlierOf(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
