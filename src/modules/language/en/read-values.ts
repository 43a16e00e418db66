import { watchFor } from "#modules/language/cues.ts";
import { type Line, type Piece, rewrite, textOf } from "#modules/language/line.ts";
import type { Reading, Value } from "#modules/language/values.ts";

import { BARE_HOURS, TIMES_IN_DAYPARTS } from "./bare-hours.ts";
import { CALENDAR_DATES } from "./calendar-dates.ts";
import { DATE_SHIFTS, DATE_SPANS, WEEK_SPANS } from "./date-ranges.ts";
import type { EnglishRule } from "./date-values.ts";
import { DAYPARTS } from "./dayparts.ts";
import { HOLIDAY_DATES } from "./holidays.ts";
import { REFERENCES } from "./references.ts";
import { RELATIVE_DATES } from "./relative-dates.ts";
import { TIME_SPANS } from "./time-spans.ts";
import { CLOCK_TIMES, MOMENTS } from "./times.ts";
import { WRITTEN_DATES } from "./written-dates.ts";

/** In order: each stage sees the values of the earlier ones in place of their words. */
const STAGES = [
  [...HOLIDAY_DATES, ...CALENDAR_DATES, ...WRITTEN_DATES],
  [...RELATIVE_DATES, ...WEEK_SPANS],
  DATE_SHIFTS,
  DATE_SPANS,
  [...MOMENTS, ...REFERENCES],
  CLOCK_TIMES,
  DAYPARTS,
  TIMES_IN_DAYPARTS,
  [...TIME_SPANS, ...BARE_HOURS],
] satisfies readonly (readonly EnglishRule[])[];

const watch = watchFor(STAGES.flat(), ({ form }) => form);
/** The end index of each stage in the combined list of rules. */
const ENDS = STAGES.map((_, i) => STAGES.slice(0, i + 1).flat().length);

/** Reads dates, times, ranges and references; everything else stays as words. */
export function readValues(line: Line<Value>, reading: Reading): Line<Value> {
  if (!line.pieces.some(mayBeValue)) return line;
  let read = line;
  let text = textOf(line);
  const { see, seeValues, likely } = watch();
  for (const { code } of line.pieces) see(code);
  for (const [stage, end] of ENDS.entries()) {
    const next = rewrite(read, text, likely(ENDS[stage - 1], end), reading);
    if (next === read) continue;
    read = next;
    text = textOf(next);
    seeValues(next.pieces.map(({ code }) => code));
  }
  return read;
}

/** A line without any of these pieces usually has nothing to read, which saves trying a hundred forms. */
function mayBeValue({ code }: Piece): boolean {
  return /^(?:[A-Z]|\d{8}$)/.test(code) || HINTS.has(code);
}

const HINTS = new Set(
  "early once whoever eod end today tomorrow yesterday day days night week weeks weekend weekends weekday weekdays month months hour hours minutes morning mornings afternoon afternoons evening evenings noon midday midnight mid lunch lunchtime now present thing after before easter christmas xmas thanksgiving halloween valentines valentine juneteenth earliest soonest asap soon next later earlier sooner same last her him them any anyone anybody whoever preference mind matter half quarter mlk years year eve mardi mayo pentecost ascension groundhog fawkes bonfire patrick patricks latter former too".split(
    " ",
  ),
);
