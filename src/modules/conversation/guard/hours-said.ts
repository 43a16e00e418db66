import type { Value } from "#modules/language/index.ts";

import { CLOSES, IS_CLOSED, OPENS } from "./en/clause-words.ts";
import { canMean } from "./local-span.ts";
import type { Prepared } from "./prepared.ts";
import type { Days } from "./subject.ts";

/** How many days of a range are checked. */
const FAR = 14;

/** Whether the business is open on these days, or closed if the clause says so. */
export function isOpenAsSaid(days: Days, codes: string, facts: Prepared): boolean {
  const closed = IS_CLOSED.test(codes) || codes.includes(" not ");
  return eachDay(days, facts).every((choices) =>
    choices.some((day) => (facts.hoursOn(day).length === 0) === closed),
  );
}

/** Whether the business opens or closes then, or is open then, on each of these days; undefined: on some day. */
export function isHoursTime(
  time: Value,
  days: readonly Days[] | undefined,
  codes: string,
  facts: Prepared,
): boolean {
  const fits = (day: number) => fitsDay(time, facts.hoursOn(day), codes);
  if (days === undefined) return week(facts).some(fits);
  return days.every((one) => eachDay(one, facts).every((choices) => choices.some(fits)));
}

/** Each day, with the same weekday of later weeks as an alternative, since hours are stated for every week. */
function eachDay(days: Days, facts: Prepared): number[][] {
  if (days.kind === "each")
    return days.days.map((day) => (day >= facts.today ? [day, day + 7, day + 14] : [day]));
  const from = Math.max(days.from, facts.today - 7);
  const to = Math.min(days.to, from + FAR);
  return Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => [from + i, from + i + 7]);
}

function week({ today }: Prepared): number[] {
  return Array.from({ length: 7 }, (_, i) => today + i);
}

type Windows = readonly { readonly start: number; readonly end: number }[];

function fitsDay(time: Value, windows: Windows, codes: string): boolean {
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined) return false;
  switch (time.kind) {
    case "time": {
      const [opens, closes] = [OPENS.test(codes), CLOSES.test(codes)];
      const starts = windows.some(({ start }) => canMean(time, start));
      const ends = windows.some(({ end }) => canMean(time, end));
      return closes === opens ? starts || ends : closes ? ends : starts;
    }
    case "times":
      return IS_CLOSED.test(codes) ? isGap(time, windows) : isWindow(time, windows);
    case "daypart":
      return windows.some(({ start, end }) => start < time.to && end > time.from);
    default:
      return false;
  }
}

type Times = Extract<Value, { kind: "times" }>;

function isWindow({ from, to, sure }: Times, windows: Windows): boolean {
  const starts = (minute: number) => from === undefined || canMean({ minutes: from, sure }, minute);
  const ends = (minute: number) => to === undefined || canMean({ minutes: to, sure }, minute);
  return (
    windows.some(({ start, end }) => starts(start) && ends(end)) ||
    (starts(windows[0]?.start ?? -1) && ends(windows.at(-1)?.end ?? -1))
  );
}

/** Closed for lunch from 12 to 1; closed after 5 or before 9. */
function isGap({ from, to, sure }: Times, windows: Windows): boolean {
  const at = (minutes: number | undefined, minute: number | undefined) =>
    minutes === undefined || (minute !== undefined && canMean({ minutes, sure }, minute));
  if (to === undefined) return at(from, windows.at(-1)?.end);
  if (from === undefined) return at(to, windows[0]?.start);
  return windows.some(({ end }, i) => at(from, end) && at(to, windows[i + 1]?.start));
}
