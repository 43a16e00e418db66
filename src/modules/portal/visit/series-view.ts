import { formatInstant } from "#kernel/instant.ts";
import { type Booking, manageLink, type SeriesVisit, visitsOfSeries } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { momentWords } from "#modules/portal/day-words.ts";
import type { Site } from "#modules/portal/shell.ts";

import { stateOf, type VisitState } from "./visit-state.ts";

/** The other visits of a series. */
export type SeriesView = {
  /** The next visits. */
  readonly next: readonly SeriesLine[];
  readonly later: readonly SeriesLine[];
  readonly past: readonly SeriesLine[];
};

export type SeriesLine = {
  readonly words: string;
  readonly at: string;
  readonly state: string;
  readonly stands: boolean;
  readonly href: string;
};

/** How many are visible at first; the others are a tap away. */
const SEEN = 5;

/** Undefined for a visit that does not recur. */
export function seriesView(site: Site, booking: Booking): SeriesView | undefined {
  const others = othersOf(site, booking);
  if (others.length === 0) return undefined;
  const now = site.ctx.clock.now();
  const lines = (some: readonly SeriesVisit[]) => some.map((one) => seriesLine(site, one));
  const ahead = others.filter((one) => one.end_at > now);
  return {
    next: lines(ahead.slice(0, SEEN)),
    later: lines(ahead.slice(SEEN)),
    past: lines(others.filter((one) => one.end_at <= now)),
  };
}

/** Whether other visits of its series are still to come: then the form asks how many a change covers. */
export function isOneOfMany(site: Site, booking: Booking): boolean {
  const now = site.ctx.clock.now();
  return othersOf(site, booking).some((one) => one.start_at > now && stateOf(one, now) !== "cancelled");
}

function othersOf({ ctx }: Site, booking: Booking): readonly SeriesVisit[] {
  return visitsOfSeries(ctx.db, booking).filter(({ uid }) => uid !== booking.row.uid);
}

function seriesLine({ ctx, basePath }: Site, one: SeriesVisit): SeriesLine {
  const now = ctx.clock.now();
  const state = stateOf(one, now);
  // Whoever may see one of them may see all: each is opened by its own link.
  const { manage_token: token } = manageLink(ctx, one.uid);
  return {
    words: momentWords(calendarRules(ctx.db).zone, one.start_at, now),
    at: formatInstant(one.start_at),
    state: STATES[state],
    stands: state === "upcoming" || state === "pending",
    href: `${basePath}/b/${one.uid}?token=${token}`,
  };
}

const STATES: Readonly<Record<VisitState, string>> = {
  upcoming: "booked",
  pending: "almost booked",
  cancelled: "cancelled",
  past: "over",
};
