import { z } from "zod";

import { invalid } from "#kernel/errors.ts";
import { integer, text } from "#kernel/fields.ts";
import type { Instant } from "#kernel/instant.ts";
import { parseLocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";

import type { OnConflict } from "./place-series.ts";
import { MOST_VISITS, type Repeat } from "./plan-series.ts";
import type { Scope } from "./queries.ts";

/** How a visit recurs. */
export const repeatBody = z
  .strictObject({
    every: z.enum(["week", "month"]),
    interval: integer(1, MOST_VISITS).optional(),
    count: integer(1, MOST_VISITS).optional(),
    until: text(10).optional(),
  })
  .check((context) => {
    const { count, until } = context.value;
    if ((count === undefined) !== (until === undefined)) return;
    const message = "must be given, or until, but not both";
    context.issues.push({ code: "custom", path: ["count"], message, input: context.value });
  })
  .meta({
    description:
      "Repeats the visit every so many weeks or months at the same local time: `count` visits in all, or until a date (inclusive); at most 52. Months without that day are skipped. The shown price and duration are those of a single visit.",
  });

/** What to do about dates that are not free. */
export const onConflict = z.enum(["skip", "nearest", "stop"]).meta({
  description:
    "What to do about dates that are not free: `skip` leaves them out, `nearest` takes the nearest free time within three days (and leaves out dates without one), `stop` (the default) does nothing at all.",
});

/** Which visits of a series a change covers. */
export const scope = z.enum(["this", "this_and_later", "all"]).meta({
  description:
    "For a visit of a series: only this one (the default), this and later ones, or all upcoming ones.",
});

type RepeatBody = z.output<typeof repeatBody>;

/** Converts it for the commands. Throws a 400 if `until` is no date, or before the first visit. */
export function readRepeat(body: RepeatBody | undefined, start: Instant, zone: Zone): Repeat | undefined {
  if (!body) return undefined;
  const { every, interval = 1, count, until } = body;
  if (until === undefined) return { every, interval, count };
  const last = parseLocalDate(until);
  if (!last) throw invalid("repeat.until", "repeat.until must be a date such as 2026-03-09.");
  if (last < zone.localDateOf(start))
    throw invalid("repeat.until", "repeat.until must not be before the first visit.");
  return { every, interval, until: last };
}

/** Throws a 400 if the choice is given although there is only one date. */
export function readOnConflict(
  choice: OnConflict | undefined,
  isSeries: boolean,
  what = "repeat",
): OnConflict {
  if (choice !== undefined && !isSeries)
    throw invalid("on_conflict", `on_conflict has a meaning only with ${what}.`);
  return choice ?? "stop";
}

/** Reads the scope of a change, and what to do about conflicts. */
export function readScope(body: {
  readonly scope?: Scope | undefined;
  readonly on_conflict?: OnConflict | undefined;
}) {
  const { scope: wanted = "this", on_conflict: choice } = body;
  return { scope: wanted, onConflict: readOnConflict(choice, wanted !== "this", "scope") };
}
