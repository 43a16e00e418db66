import type { Interval } from "#kernel/interval.ts";
import { type Minute, minuteFrom, minuteUntil, type Spans } from "#kernel/spans.ts";
import {
  type CalendarRules,
  openingWindows,
  type StaffRules,
  workingWindows,
} from "#modules/calendar/index.ts";

/** When a business is open and its people work, over some days. */
export type WorkingHours = {
  readonly isOpen: (time: Interval) => boolean;
  readonly works: (person: StaffRules, time: Interval) => boolean;
};

/** A window extends up to two dates on, and a person's zone may be up to two dates away. */
const DAYS_BEFORE = 4;
const DAYS_AFTER = 3;

/** The hours of all days that the span touches; each person's are computed when first needed. */
export function workingHours(rules: CalendarRules, { start, end }: Interval): WorkingHours {
  const days = {
    fromDay: rules.zone.dayOf(start) - DAYS_BEFORE,
    toDay: rules.zone.dayOf(end) + DAYS_AFTER,
  };
  const opening = openingWindows(rules, days);
  const known = new Map<string, Spans>();
  return {
    isOpen: (time) => covers(opening, time),
    works: (person, time) => {
      const own = known.get(person.id) ?? workingWindows(rules, person, opening, days);
      known.set(person.id, own);
      return covers(own, time);
    },
  };
}

/** Whether a single span covers all of the time. */
function covers(spans: Spans, { start, end }: Interval): boolean {
  const [from, to] = [minuteUntil(start), minuteFrom(end)];
  let [low, high] = [0, spans.length / 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(spans, middle * 2) <= from) low = middle + 1;
    else high = middle;
  }
  return low > 0 && at(spans, low * 2 - 1) >= to;
}

function at(spans: Spans, index: number): Minute {
  return spans[index] ?? Number.NaN;
}
