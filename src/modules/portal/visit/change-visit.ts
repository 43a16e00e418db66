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
import { show, type Shown } from "#modules/portal/pages.ts";
import { readChoice } from "#modules/portal/read-choice.ts";
import { refusalNotice } from "#modules/portal/refusal-words.ts";
import type { Visit } from "#modules/portal/shell.ts";

import type { DoneWhat } from "./done-notice.ts";
import { moveConfirmPage, moveTimesPage } from "./move-pages.ts";
import { moveSeriesPage, type SeriesAsked } from "./move-series-page.ts";
import { cancelPage, visitPage } from "./visit-page.ts";
import { stateOf } from "./visit-state.ts";

/** Nothing to show: redirect to the visit's page, which tells its state and what was done. */
export type Done = { readonly kind: "done"; readonly what?: DoneWhat };
const DONE: Done = { kind: "done" };

/** The times that a visit can move to or, once one is chosen, the confirmation. */
export function confirmMove(visit: Visit, booking: Booking, query: unknown): Done | Shown {
  if (!mayChange(booking, visit.ctx.clock.now())) return DONE;
  const { start, date, week } = readChoice(query);
  if (start === undefined) return show("visit/move", moveTimesPage(visit, booking, { date, week }));
  const page = moveConfirmPage(visit, booking, start);
  if (page) return show("visit/move-confirm", page);
  const day = calendarRules(visit.ctx.db).zone.localDateOf(start);
  return show("visit/move", moveTimesPage(visit, booking, { date: day }, { notice: NOT_FREE }), 409);
}

/**
 * Moves the visit, and as much of its series as was asked for, or shows alternatives if that time is gone.
 */
export function moveVisit(visit: Visit, booking: Booking, sent: unknown): Done | Shown {
  const { start } = readChoice(sent);
  if (!mayChange(booking, visit.ctx.clock.now())) return refuse(visit, booking);
  if (start === undefined) return show("visit/move", moveTimesPage(visit, booking, {}), 400);
  const { scope = "this", on_conflict: onConflict } = howFar.catch({}).parse(sent);
  try {
    return moveAll(visit, booking, { start, scope, onConflict });
  } catch (error) {
    if (!(error instanceof SeriesCannotMove)) throw error;
    const page = moveSeriesPage(visit, booking, { start, scope, onConflict }, error.dates);
    return show("visit/move-series", page, error.status);
  }
}

function moveAll(visit: Visit, booking: Booking, wish: SeriesAsked): Done | Shown {
  const moved = moveSeries(visit.ctx, booking.row.uid, wish);
  if (moved.outcome === "moved") {
    const { series } = moved;
    if (!series) return { kind: "done", what: "moved" };
    return { kind: "done", what: series.unchanged.length === 0 ? "moved_series" : "moved_some" };
  }
  if (moved.outcome === "too_late" || moved.outcome === "not_active") return refuse(visit, booking);
  const { zone } = calendarRules(visit.ctx.db);
  const notice = refusalNotice(moved, getProfile(visit.ctx.db).business_name);
  const alternatives = "alternatives" in moved ? moved.alternatives : [];
  const look = { date: zone.localDateOf(wish.start) };
  const page = moveTimesPage(visit, booking, look, { notice, alternatives });
  return show("visit/move", page, refusalError(moved, zone).status);
}

/** The page that asks for confirmation of a cancellation. */
export function confirmCancel(visit: Visit, booking: Booking): Done | Shown {
  return mayChange(booking, visit.ctx.clock.now()) ? show("visit/cancel", cancelPage(visit, booking)) : DONE;
}

/** Cancels the visit, and as much of its series as was asked for; repeating it changes nothing. */
export function cancelVisit(visit: Visit, booking: Booking, sent: unknown): Done | Shown {
  const { scope } = howFar.catch({}).parse(sent);
  const cancelled = cancelSeries(visit.ctx, booking.row.uid, { scope });
  return cancelled.outcome === "cancelled" ? DONE : refuse(visit, booking);
}

const howFar = z.object({
  scope: z.enum(["this", "this_and_later", "all"]).optional().catch(undefined),
  on_conflict: z.enum(["skip", "nearest"]).optional().catch(undefined),
});

/** A notice for an attempt to change a visit too late; undefined if it is not. */
export function tooLateNotice(visit: Visit, booking: Booking): Notice | undefined {
  const state = stateOf(booking.row, visit.ctx.clock.now());
  const stands = state === "upcoming" || state === "pending";
  return stands && !mayChange(booking, visit.ctx.clock.now()) ? TOO_LATE : undefined;
}

function refuse(visit: Visit, booking: Booking): Shown {
  return show("visit/show", visitPage(visit, booking, TOO_LATE), 409);
}

const NOT_FREE: Notice = {
  tone: "problem",
  title: "That time isn't free.",
  text: "Please choose another one.",
};
const TOO_LATE: Notice = { tone: "problem", title: "This visit can no longer be changed online.", text: "" };
