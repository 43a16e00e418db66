import { z } from "zod";

import {
  type Booking,
  cancelSeries,
  mayChange,
  moveSeries,
  refusalError,
  SeriesCannotMove,
} from "#modules/booking/index.ts";
import { getProfile } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { type Shown, show } from "#modules/portal/pages.ts";
import { readChoice } from "#modules/portal/read-choice.ts";
import { refusalNotice } from "#modules/portal/refusal-words.ts";
import type { Site } from "#modules/portal/shell.ts";

import type { DoneWhat } from "./done-notice.ts";
import { moveConfirmPage, moveTimesPage } from "./move-pages.ts";
import { moveSeriesPage, type SeriesAsked } from "./move-series-page.ts";
import { cancelPage, visitPage } from "./visit-page.ts";
import { stateOf } from "./visit-state.ts";

/** Nothing to show: redirect to the visit's page, which tells its state and what was done. */
export type Done = { readonly kind: "done"; readonly what?: DoneWhat };
const DONE: Done = { kind: "done" };

/** The times that a visit can move to or, once one is chosen, the confirmation. */
export function confirmMove(site: Site, booking: Booking, query: unknown): Done | Shown {
  if (!mayChange(booking, site.ctx.clock.now())) return DONE;
  const { start, date, week } = readChoice(query);
  if (start === undefined) return show("visit/move", moveTimesPage(site, booking, { date, week }));
  const page = moveConfirmPage(site, booking, start);
  if (page) return show("visit/move-confirm", page);
  const day = calendarRules(site.ctx.db).zone.localDateOf(start);
  return show("visit/move", moveTimesPage(site, booking, { date: day }, { notice: NOT_FREE }), 409);
}

/**
 * Moves the visit, and as much of its series as was asked for, or shows alternatives if that time is gone.
 */
export function moveVisit(site: Site, booking: Booking, sent: unknown): Done | Shown {
  const { start } = readChoice(sent);
  if (!mayChange(booking, site.ctx.clock.now())) return refuse(site, booking);
  if (start === undefined) return show("visit/move", moveTimesPage(site, booking, {}), 400);
  const { scope = "this", on_conflict: onConflict } = howFar.catch({}).parse(sent);
  try {
    return moveAll(site, booking, { start, scope, onConflict });
  } catch (error) {
    if (!(error instanceof SeriesCannotMove)) throw error;
    const page = moveSeriesPage(site, booking, { start, scope, onConflict }, error.dates);
    return show("visit/move-series", page, error.status);
  }
}

function moveAll(site: Site, booking: Booking, wish: SeriesAsked): Done | Shown {
  const moved = moveSeries(site.ctx, booking.row.uid, wish);
  if (moved.outcome === "moved") {
    const { series } = moved;
    if (!series) return { kind: "done", what: "moved" };
    return { kind: "done", what: series.unchanged.length === 0 ? "moved_series" : "moved_some" };
  }
  if (moved.outcome === "too_late" || moved.outcome === "not_active") return refuse(site, booking);
  const { zone } = calendarRules(site.ctx.db);
  const notice = refusalNotice(moved, getProfile(site.ctx.db).business_name);
  const alternatives = "alternatives" in moved ? moved.alternatives : [];
  const look = { date: zone.localDateOf(wish.start) };
  const page = moveTimesPage(site, booking, look, { notice, alternatives });
  return show("visit/move", page, refusalError(moved, zone).status);
}

/** The page that asks for confirmation of a cancellation. */
export function confirmCancel(site: Site, booking: Booking): Done | Shown {
  return mayChange(booking, site.ctx.clock.now()) ? show("visit/cancel", cancelPage(site, booking)) : DONE;
}

/** Cancels the visit, and as much of its series as was asked for; repeating it changes nothing. */
export function cancelVisit(site: Site, booking: Booking, sent: unknown): Done | Shown {
  const { scope } = howFar.catch({}).parse(sent);
  const cancelled = cancelSeries(site.ctx, booking.row.uid, { scope });
  return cancelled.outcome === "cancelled" ? DONE : refuse(site, booking);
}

const howFar = z.object({
  scope: z.enum(["this", "this_and_later", "all"]).optional().catch(undefined),
  on_conflict: z.enum(["skip", "nearest"]).optional().catch(undefined),
});

/** A notice for an attempt to change a visit too late; undefined if it is not. */
export function tooLateNotice(site: Site, booking: Booking): Notice | undefined {
  const state = stateOf(booking.row, site.ctx.clock.now());
  const stands = state === "upcoming" || state === "pending";
  return stands && !mayChange(booking, site.ctx.clock.now()) ? TOO_LATE : undefined;
}

function refuse(site: Site, booking: Booking): Shown {
  return show("visit/show", visitPage(site, booking, TOO_LATE), 409);
}

const NOT_FREE: Notice = {
  tone: "problem",
  title: "That time isn't free.",
  text: "Please choose another one.",
};
const TOO_LATE: Notice = { tone: "problem", title: "This visit can no longer be changed online.", text: "" };
