import type { LocalDate } from "#kernel/local-date.ts";

import type { Doubt, DraftRules } from "./draft-update.ts";
import type { When } from "./merge-when.ts";

/**
 * Impossible days and times: past, beyond the booking window, or skipped by a clock change (SCHEDULING rule 3).
 * They are asked about and removed from the wish.
 */
export function withoutDoubtful(
  when: When,
  rules: DraftRules,
): { readonly when: When; readonly doubts: readonly Doubt[] } {
  const { dateRange, ...others } = when;
  if (dateRange?.start !== undefined && dateRange.start > rules.lastDate)
    return { when: others, doubts: [{ about: "date", why: "too_far", date: dateRange.start }] };
  const { dates, doubts } = possibleDates(when.dates, rules);
  const only = dates.length === 1 ? dates[0] : undefined;
  const doubt = doubts.length === 0 && only !== undefined ? timeDoubt(only, when.time, rules) : undefined;
  const checked = dates.length === when.dates.length ? when : { ...when, dates };
  if (doubt === undefined) return { when: checked, doubts };
  const { time: _, ...rest } = checked;
  return { when: rest, doubts: [...doubts, doubt] };
}

function possibleDates(dates: readonly LocalDate[], { zone, now, lastDate }: DraftRules) {
  const today = zone.localDateOf(now);
  const possible = dates.filter((date) => date >= today && date <= lastDate);
  const [first] = dates;
  // One possible day out of several is enough.
  if (possible.length > 0 || first === undefined) return { dates: possible, doubts: [] };
  const why = first < today ? ("past" as const) : ("too_far" as const);
  return { dates: possible, doubts: [{ about: "date", why, date: first } satisfies Doubt] };
}

function timeDoubt(
  date: LocalDate,
  minutes: number | undefined,
  { zone, now }: DraftRules,
): Doubt | undefined {
  if (minutes === undefined) return undefined;
  const reading = zone.readLocal(date, minutes);
  if (reading.kind === "gap") return { about: "time", why: "gap", date, minutes };
  const at = reading.kind === "once" ? reading.at : reading.later;
  return at < now ? { about: "time", why: "past", date, minutes } : undefined;
}
