import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate, parseLocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";
import { MOST_VISITS, planSeries, type Repeat } from "#modules/booking/index.ts";

import type { Draft } from "./state.ts";

/** What still has to be asked about the repetition, and why, if the answer given does not work. */
export type RepeatMissing = {
  readonly field: "repeat_every" | "repeat_until";
  readonly why?: "cannot_be" | "too_many" | "just_one";
};

export type PlannedRepeat =
  | { readonly kind: "once" }
  | { readonly kind: "series"; readonly repeat: Repeat }
  | ({ readonly kind: "missing" } & RepeatMissing);

type Calendar = {
  readonly zone: Zone;
  /** The last bookable day: the meaning of "as long as possible". */
  readonly lastDate: LocalDate;
};

/** How a visit starting at `start` repeats, as far as it was said. Pure. */
export function planRepeat(
  wished: Draft["repeat"],
  start: Instant,
  { zone, lastDate }: Calendar,
): PlannedRepeat {
  if (!wished) return { kind: "once" };
  const { every, interval = 1, count, other } = wished;
  if (other) return { kind: "missing", field: "repeat_every", why: "cannot_be" };
  if (!every) return { kind: "missing", field: "repeat_every" };
  if (count === 1) return { kind: "once" };
  const first = zone.localDateOf(start);
  const until = count === undefined ? lastDay(wished, first, lastDate) : undefined;
  if (count === undefined && (until === undefined || until < first))
    return { kind: "missing", field: "repeat_until" };
  const repeat: Repeat = { every, interval, ...(until === undefined ? { count } : { until }) };
  const dates = (count ?? 0) > MOST_VISITS ? "too_many" : planSeries(zone, start, repeat);
  if (dates === "too_many") return { kind: "missing", field: "repeat_until", why: "too_many" };
  // "Monthly until Easter" may come to a single visit, which was not the intention.
  if (dates.length < 2) return { kind: "missing", field: "repeat_until", why: "just_one" };
  return { kind: "series", repeat };
}

function lastDay(
  { until, lasting, open }: NonNullable<Draft["repeat"]>,
  first: LocalDate,
  lastDate: LocalDate,
): LocalDate | undefined {
  if (until !== undefined) return until;
  if (!lasting) return open ? lastDate : undefined;
  const { count, unit } = lasting;
  return addDays(unit === "week" ? addDays(first, 7 * count) : monthsAfter(first, count), -1);
}

/** The same day of a later month, or the first day of the month after it if that month is too short. */
function monthsAfter(date: LocalDate, count: number): LocalDate {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + count;
  const same = parseLocalDate(`${monthOf(months)}-${date.slice(8)}`);
  return same ?? (`${monthOf(months + 1)}-01` as LocalDate);
}

function monthOf(months: number): string {
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;
}
