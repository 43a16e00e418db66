import { formatInstant, type Instant } from "#kernel/instant.ts";
import type { Booking, OnConflict, PlacedDate, Scope } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type DateLine, dateLine } from "#modules/portal/date-lines.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";

/** Lists the visits of a series that cannot move as requested, and the choices. */
export type MoveSeriesPage = {
  readonly shell: Shell;
  readonly dates: readonly DateLine[];
  /** Best choice first; empty if none of the visits can move. */
  readonly buttons: readonly { readonly value: OnConflict; readonly label: string }[];
  readonly action: string;
  readonly hidden: readonly (readonly [name: string, value: string])[];
  readonly timesHref: string;
  readonly backHref: string;
};

export type SeriesAsked = {
  readonly start: Instant;
  readonly scope: Scope;
  /** The choice for the other visits that was made in vain. */
  readonly onConflict: OnConflict | undefined;
};

export function moveSeriesPage(
  site: Site,
  booking: Booking,
  { start, scope, onConflict }: SeriesAsked,
  dates: readonly PlacedDate[],
): MoveSeriesPage {
  const { ctx, basePath } = site;
  const { zone } = calendarRules(ctx.db);
  const here = `${basePath}/b/${booking.row.uid}`;
  const isNear = dates.some((one) => one.kind === "conflict" && one.nearest !== undefined);
  return {
    shell: shellOf(site, "Move these visits"),
    dates: dates.map((one) => dateLine(zone, one, ctx.clock.now())),
    buttons: [
      ...(isNear ? [{ value: "nearest", label: "Take the nearest times for these" } as const] : []),
      { value: "skip", label: "Leave these and move the others" } as const,
    ].filter(({ value }) => onConflict === undefined || (onConflict !== value && onConflict !== "nearest")),
    action: `${here}/move`,
    hidden: [
      ["start", formatInstant(start)],
      ["scope", scope],
    ],
    timesHref: `${here}/move?date=${zone.localDateOf(start)}`,
    backHref: here,
  };
}
