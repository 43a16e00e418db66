import type { TenantTx } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays, daysBetween } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";
import { moveInside, type MoveRefusal, writeMove } from "#modules/booking/move-booking.ts";
import { refuseChange } from "#modules/booking/plan-change.ts";
import { type Booking, getBooking } from "#modules/booking/queries.ts";
import { refusingConflicts } from "#modules/booking/refusing-conflicts.ts";
import type { MoveWish } from "#modules/booking/wishes.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { CHANGE_REASONS, type Conflict, conflictOf, skippedTimeConflict } from "./conflicts.ts";
import type { OnConflict } from "./place-series.ts";
import { dateAt, type DayOfSeries } from "./plan-series.ts";
import { type Scoped, type SeriesChange, visitsInScope } from "./queries.ts";
import { rehearse } from "./rehearse.ts";
import { choicesOf, dateView } from "./view.ts";

export type SeriesMove = MoveWish & Scoped & { readonly onConflict?: OnConflict | undefined };

export type SeriesMoved = {
  readonly outcome: "moved";
  readonly booking: Booking;
  readonly series?: SeriesChange;
};

/** As `moveScoped`, in a transaction of its own. */
export function moveSeries(ctx: TenantContext, uid: string, wish: SeriesMove) {
  return refusingConflicts(() => ctx.db.write((tx) => moveScoped(ctx, tx, uid, wish)));
}

/** Shows what `moveScoped` would do, and rolls it back; if it would do nothing, the dates that conflict. */
export function previewSeriesMove(
  ctx: TenantContext,
  uid: string,
  wish: SeriesMove,
): ReturnType<typeof moveScoped> | { readonly outcome: "conflicts"; readonly dates: readonly Conflict[] } {
  try {
    return refusingConflicts(() => rehearse(ctx, (tx) => moveScoped(ctx, tx, uid, wish)));
  } catch (error) {
    if (error instanceof SeriesCannotMove) return { outcome: "conflicts", dates: error.dates };
    throw error;
  }
}

/**
 * Moves a visit, this and the later ones of its series, or all that are still to come, by the same number of
 * days and to the same local time: in one transaction, with one event. If a visit cannot move there, `stop`
 * throws SERIES_CONFLICT and none moves, `skip` leaves that one where it is, and `nearest` takes the nearest
 * free time.
 */
export function moveScoped(
  ctx: TenantContext,
  tx: TenantTx,
  uid: string,
  { scope = "this", onConflict = "stop", ...wish }: SeriesMove,
): SeriesMoved | MoveRefusal {
  const booking = getBooking(tx, uid);
  const { series_id: id, start_at: start } = booking.row;
  if (scope === "this" || id === null) return moveInside(ctx, tx, uid, wish);
  const refusal = refuseChange(booking, ctx.clock.now(), wish);
  if (refusal) return refusal;
  const { zone } = calendarRules(ctx.db, tx);
  const visits = visitsInScope(ctx, tx, booking, scope);
  // A visit may move to where its neighbour was, so that one has to move out first.
  const inOrder = wish.start > start ? visits.toReversed() : visits;
  const moved = moveEach(ctx, tx, inOrder, shiftOf(zone, start, wish.start), { ...wish, onConflict });
  if ("refusal" in moved) return moved.refusal;
  const { changes, changed, unchanged, conflicts } = moved;
  if (changed.length === 0 || (onConflict === "stop" && conflicts.length > 0))
    throw new SeriesCannotMove(zone, conflicts);
  if (changes.length > 0)
    recordEvent(ctx, tx, { kind: "series_rescheduled", subject: `series:${id}`, changes });
  const after = changed.map(({ row }) => getBooking(tx, row.uid));
  const series = { id, changed: after.toSorted((a, b) => a.row.start_at - b.row.start_at), unchanged };
  return { outcome: "moved", booking: getBooking(tx, uid), series };
}

type MoveOne = MoveWish & { readonly onConflict: OnConflict };

/** Moves these visits one after the other; stops at a refusal that is not about a date. */
function moveEach(
  ctx: TenantContext,
  tx: TenantTx,
  visits: readonly Booking[],
  shift: (start: Instant) => DayOfSeries,
  wish: MoveOne,
) {
  const changes: RowChange[] = [];
  const changed: Booking[] = [];
  const unchanged: SeriesChange["unchanged"][number][] = [];
  const conflicts: Conflict[] = [];
  for (const visit of visits) {
    const moved = moveOne(ctx, tx, visit, shift(visit.row.start_at), wish);
    if ("refusal" in moved) return moved;
    changes.push(...moved.changes);
    if (moved.conflict) conflicts.push(moved.conflict);
    if (moved.reason === undefined) changed.push(visit);
    else unchanged.push({ uid: visit.row.uid, reason: moved.reason });
  }
  return { changes, changed, unchanged, conflicts };
}

type MovedOne =
  | {
      readonly changes: readonly RowChange[];
      readonly conflict?: Conflict;
      /** Why it stays where it is. */
      readonly reason?: string;
    }
  | { readonly refusal: MoveRefusal };

function moveOne(
  ctx: TenantContext,
  tx: TenantTx,
  visit: Booking,
  to: DayOfSeries,
  { onConflict, ...wish }: MoveOne,
): MovedOne {
  const { zone } = calendarRules(ctx.db, tx);
  const late = refuseChange(visit, ctx.clock.now(), wish);
  if (late) return { changes: [], reason: CHANGE_REASONS[late.outcome] };
  if (to.kind === "no_such_time") return elsewhere(skippedTimeConflict(zone, to, []), to.start);
  const found = writeMove(ctx, tx, visit, { ...wish, start: to.start });
  if (found.outcome === "moved") return { changes: found.changes };
  if (found.outcome === "terms_changed" || found.outcome === "too_late" || found.outcome === "not_active")
    return { refusal: found };
  const conflict = conflictOf(zone, found, to);
  return conflict ? elsewhere(conflict, conflict.nearest?.start) : { refusal: found };

  function elsewhere(why: Conflict, start: Instant | undefined): MovedOne {
    if (onConflict === "nearest" && start !== undefined) {
      const moved = writeMove(ctx, tx, visit, { ...wish, start });
      if (moved.outcome === "moved") return { changes: moved.changes };
    }
    return { changes: [], conflict: why, reason: why.reason };
  }
}

/** What the move of one visit means for another: the same number of days, and the same local time. */
function shiftOf(zone: Zone, from: Instant, to: Instant) {
  const days = daysBetween(zone.localDateOf(from), zone.localDateOf(to));
  const minutes = zone.minuteOfDay(to);
  return (start: Instant): DayOfSeries =>
    start === from
      ? { kind: "visit", date: zone.localDateOf(to), start: to }
      : dateAt(zone, addDays(zone.localDateOf(start), days), minutes);
}

/** Thrown if visits of a series cannot be had where a move would take them; nothing has moved. */
export class SeriesCannotMove extends AppError {
  /** In order of start. */
  readonly dates: readonly Conflict[];

  constructor(zone: Zone, conflicts: readonly Conflict[]) {
    const dates = conflicts.toSorted((a, b) => a.start - b.start);
    super("SERIES_CONFLICT", undefined, {
      path: "start",
      visits: dates.map((one) => dateView(zone, one, "free")),
      choices: choicesOf(dates).map(({ on_conflict: choice }) => ({ on_conflict: choice })),
    });
    this.dates = dates;
  }
}
