import {
  type Booking,
  type Conflict,
  mayChange,
  previewSeriesMove,
  type Scope,
  visitsInScope,
} from "#modules/booking/index.ts";
import type { LookedSeries, Offer } from "#modules/conversation/state.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";
import { moveWish } from "#modules/conversation/visit-wish.ts";

import { nearestOf } from "./look-at-series.ts";
import type { ToolResult } from "./tool.ts";

/** The other visits of the series that a change includes. */
export type Meant =
  | { readonly kind: "one" }
  | { readonly kind: "series"; readonly scope: Exclude<Scope, "this">; readonly visits: readonly Booking[] }
  /** The visit is part of a series, and the customer did not say which visits are meant. */
  | { readonly kind: "unsaid"; readonly result: ToolResult };

export function visitsMeant({ ctx, state }: TurnWork, booking: Booking): Meant {
  if (booking.row.series_id === null) return { kind: "one" };
  const { scope } = state.draft;
  if (scope === "this") return { kind: "one" };
  const visits = visitsInScope(ctx, ctx.db, booking, scope ?? "all");
  if (visits.length < 2) return { kind: "one" };
  if (scope) return { kind: "series", scope, visits };
  const data = { fields: ["scope"], visits: visits.length };
  return { kind: "unsaid", result: { ok: false, code: "NEEDS_FIELDS", data } };
}

/** The visits that can still be changed. */
export function changeableOf({ ctx }: TurnWork, visits: readonly Booking[]): readonly Booking[] {
  const now = ctx.clock.now();
  return visits.filter((visit) => mayChange(visit, now));
}

export type MoveFound = {
  readonly onConflict: "skip" | "nearest" | "stop";
  /** The visits that move, at their new times. */
  readonly moved: readonly Booking[];
  readonly staying: number;
};

/** What moving one visit to an offer means for the others. */
export function lookAtMove(
  work: TurnWork,
  booking: Booking,
  offer: Offer,
  scope: Exclude<Scope, "this">,
): MoveFound | { readonly result: ToolResult } {
  const choice = work.state.draft.repeat?.onConflict;
  const onConflict = choice ?? "stop";
  const wish = moveWish(booking, offer);
  const seen = previewSeriesMove(work.ctx, booking.row.uid, { ...wish, scope, onConflict });
  if (seen.outcome === "moved") {
    const { changed = [], unchanged = [] } = seen.series ?? {};
    return { onConflict, moved: changed, staying: unchanged.length };
  }
  if (seen.outcome === "too_late") return { result: { ok: false, code: "TOO_LATE" } };
  if (seen.outcome !== "conflicts" || choice !== undefined)
    return { result: { ok: false, code: "SLOT_TAKEN" } };
  work.state = { ...work.state, series: lookedOf(work, booking, offer, seen.dates) };
  return { result: { ok: false, code: "NEEDS_FIELDS", data: { fields: ["on_conflict"] } } };
}

function lookedOf(
  { ctx, state }: TurnWork,
  booking: Booking,
  { slotId, minutes, currency }: Offer,
  dates: readonly Conflict[],
): LookedSeries {
  const { scope = "all" } = state.draft;
  const all = visitsInScope(ctx, ctx.db, booking, scope).length;
  return {
    slotId,
    count: Math.max(all - dates.length, 0),
    starts: [],
    missed: dates.map((one) => ({ start: one.start, reason: one.reason, ...nearestOf(one) })),
    minutes,
    priceCents: 0,
    currency,
  };
}
