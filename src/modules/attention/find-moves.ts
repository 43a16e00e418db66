import { fromJson } from "#db/columns.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";
import { termsForMove } from "#modules/booking/index.ts";
import { planAlternatives } from "#modules/calendar/index.ts";

import { type Fit, findFits, type MoveSearch } from "./find-fits.ts";

/** How many days before and after a visit are searched for another time. */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 14;

/** A possible move: who serves the parts, in order; with `override` inside the notice too. */
export type Move = Fit & { readonly override?: true | undefined };

/** The same time and people with today's resources, if one of its own no longer exists. */
export function findOtherThings(search: MoveSearch): Move | undefined {
  const { rules, booking } = search;
  const hasLost = booking.items.some(
    (item) => termsForMove(rules, item).resource_ids.join() !== fromJson(item.terms).resource_ids.join(),
  );
  if (!hasLost) return undefined;
  return atItsTime(search, "same");
}

/** The same time with other people. */
export function findOtherStaff(search: MoveSearch): Move | undefined {
  return atItsTime(search, "others");
}

function atItsTime(search: MoveSearch, whom: "same" | "others"): Move | undefined {
  const { rules, booking } = search;
  const { start_at: start } = booking.row;
  const date = rules.zone.localDateOf(start);
  for (const override of [undefined, true] as const) {
    const [fit] = findFits(search, { from: date, to: date, at: start, whom, override });
    if (fit) return { ...fit, override };
  }
  return undefined;
}

/** The nearest other time, with the same people if they still do the service. */
export function findOtherTime(search: MoveSearch): Move | undefined {
  const { ctx, rules, booking } = search;
  const { start_at: start } = booking.row;
  const date = rules.zone.localDateOf(start);
  const query = {
    from: laterOf(addDays(date, -DAYS_BEFORE), rules.zone.localDateOf(ctx.clock.now())),
    to: addDays(date, DAYS_AFTER),
  };
  const fits = findFits(search, { ...query, whom: "same_if_possible" }).filter((one) => one.start !== start);
  const slots = fits.map((fit) => ({
    start: fit.start,
    end: fit.start,
    staffIds: fit.staffIds,
    seatsLeft: 1,
  }));
  const [nearest] = planAlternatives(slots, start, 1);
  return fits.find((fit) => fit.start === nearest?.start);
}

function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
