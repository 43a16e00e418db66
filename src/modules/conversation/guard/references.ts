import { matchesOf, type Reference, type Value } from "#modules/language/index.ts";

import type { Clause } from "./clauses.ts";
import { FINE, type Judgement, offends } from "./facts.ts";
import type { Line } from "./line.ts";
import { canMean, type LocalSpan } from "./local-span.ts";
import type { Prepared } from "./prepared.ts";
import type { Days } from "./subject.ts";
import { isOn } from "./visits-said.ts";

const REFERENCE = / G(\d+)(?= )/g;

/**
 * "An hour later", "the same time next week", "the day after": true only if a visit or offer has that distance from
 * another one, or from a day or time that the customer mentioned.
 */
export function judgeReferences(
  clause: Clause,
  line: Line,
  days: readonly Days[],
  facts: Prepared,
): Judgement {
  if (clause.repeats) return FINE;
  for (const match of matchesOf(REFERENCE, clause.codes)) {
    const value: Value | undefined = line.values[Number(match[1])];
    if (value?.kind !== "reference" || isTrue(value.reference, days, facts)) continue;
    return offends(value.reference.kind === "shift_days" ? "date" : "time", line.wordsOf(Number(match[1])));
  }
  return FINE;
}

function isTrue(
  reference: Reference,
  days: readonly Days[],
  { offers, bookings, customer }: Prepared,
): boolean {
  const visits = [...offers, ...bookings];
  const on = (visit: LocalSpan) => days.length === 0 || days.some((one) => isOn(one, visit.day));
  switch (reference.kind) {
    case "shift":
      return visits.some((a) =>
        visits.some((b) => a.day === b.day && b.start - a.start === reference.minutes),
      );
    case "shift_days":
      return visits.some((b) =>
        [...visits.map(({ day }) => day), ...customer.days].includes(b.day - reference.days),
      );
    case "same_time":
      return visits.some(
        (b) =>
          on(b) &&
          (visits.some((a) => a !== b && a.start === b.start && a.day !== b.day) ||
            customer.times.some((time) => canMean(time, b.start))),
      );
    default:
      return true;
  }
}
