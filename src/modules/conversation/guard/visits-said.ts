import type { Value } from "#modules/language/index.ts";

import { canMean, type LocalSpan } from "./local-span.ts";
import type { Days } from "./subject.ts";

/** Tolerance of "in an hour", in minutes. */
const ABOUT = 6;

export function isOn(days: Days, day: number): boolean {
  return days.kind === "range" ? day >= days.from && day <= days.to : days.days.includes(day);
}

/** Whether one of these visits has this time on each of the days. `ends`: it may be the end of a visit. */
export function isVisit(
  time: Value,
  days: readonly Days[] | undefined,
  visits: readonly LocalSpan[],
  { ends, today }: { readonly ends: boolean; readonly today: number },
): boolean {
  if (days === undefined) return visits.some((visit) => isAt(time, visit, visits, { ends, today }));
  return days.every((one) =>
    visits.some(
      (visit) =>
        isOn(one, visit.day) &&
        isAt(
          time,
          visit,
          visits.filter(({ day }) => isOn(one, day)),
          { ends, today },
        ),
    ),
  );
}

type How = { readonly ends: boolean; readonly today: number };

function isAt(time: Value, visit: LocalSpan, others: readonly LocalSpan[], { ends, today }: How): boolean {
  switch (time.kind) {
    case "time":
      return canMean(time, visit.start) || (ends && canMean(time, visit.end));
    case "moment": {
      const distance = (visit.day - time.day) * 1440 + visit.start - time.minutes;
      return Math.abs(distance) <= (time.day === today ? ABOUT : 30);
    }
    case "daypart":
      return visit.start >= time.from && visit.start < time.to;
    case "times":
      return isSpan(time, visit, others);
    default:
      return false;
  }
}

/** A span from the start of a visit to its end, or to the start of another; either side may be open. */
function isSpan(
  { from, to, sure }: Extract<Value, { kind: "times" }>,
  visit: LocalSpan,
  others: readonly LocalSpan[],
): boolean {
  const starts = from === undefined || canMean({ minutes: from, sure }, visit.start);
  if (to === undefined || !starts) return starts;
  if (canMean({ minutes: to, sure }, visit.end)) return true;
  return others.some((other) => other !== visit && canMean({ minutes: to, sure }, other.start));
}
