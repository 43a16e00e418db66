import type { Instant } from "#kernel/instant.ts";
import { mergeIntervals } from "#kernel/interval.ts";

import { noticeOf } from "./reach.ts";
import type { Availability, AvailabilityQuery, CalendarRules, OccupiedBySubject, Slot } from "./rules.ts";
import { prepareSearch, type Search } from "./search.ts";
import { sharedGrid, type StaffStarts, staffStarts } from "./staff-starts.ts";

/**
 * Every start that can be booked on the asked dates (SCHEDULING rules 2–7). Pure: it reads no clock and
 * changes nothing that it is given. `occupied` must have the rows of `planReadSpan`; more do no harm. A slot
 * belongs to the business date of its start.
 */
export function planAvailability(
  rules: CalendarRules,
  occupied: OccupiedBySubject,
  query: AvailabilityQuery,
): Availability {
  const search = prepareSearch(rules, occupied, query);
  const slots = search === undefined ? [] : planSlots(search);
  return { slots, validUntil: validUntil(rules, query, slots[0]) };
}

/** The slots of a prepared search. */
export function planSlots(search: Search): Slot[] {
  const clock = sharedGrid(search);
  return mergeByStart(
    search,
    search.staff.map((person) => staffStarts(search, person, clock)),
  );
}

/** One walk along everybody's sorted starts: it stops once at each start that somebody has. */
function mergeByStart(search: Search, everyone: readonly StaffStarts[]): Slot[] {
  const { shape, service } = search;
  const slots: Slot[] = [];
  const next = everyone.map(() => 0);
  let staffIds: readonly string[] = [];
  let start = earliestOf(everyone);
  while (start !== Infinity) {
    let following = Infinity;
    let seatsLeft = 0;
    const here: string[] = [];
    for (let i = 0; i < everyone.length; i += 1) {
      const { staffId, starts, joined } = everyone[i]!;
      if (starts[next[i]!] === start) {
        next[i]! += 1;
        here.push(staffId);
        const left = joined.size === 0 ? undefined : joined.get(start);
        seatsLeft = Math.max(seatsLeft, left ?? service.capacity);
      }
      const ahead = starts[next[i]!];
      if (ahead !== undefined && ahead < following) following = ahead;
    }
    if (!isSameTeam(here, staffIds)) staffIds = here;
    slots.push({ start, end: start + shape.duration, staffIds, seatsLeft });
    start = following;
  }
  return slots;
}

function earliestOf(everyone: readonly StaffStarts[]): Instant {
  return Math.min(Infinity, ...everyone.map(({ starts }) => starts[0] ?? Infinity));
}

function isSameTeam(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}

/** Time alone takes the first slot away, once notice passes it, and brings a new date at the business's midnight. */
function validUntil(rules: CalendarRules, query: AvailabilityQuery, first: Slot | undefined): Instant {
  const service = rules.services.get(query.serviceId);
  const midnight = nextMidnight(rules, query.now);
  if (first === undefined || service === undefined) return midnight;
  return Math.min(midnight, first.start - noticeOf(rules, service, query) + 1);
}

/** The end of today: where a clock is set back over midnight, of the part of today that it is. */
function nextMidnight(rules: CalendarRules, now: Instant): Instant {
  const today = rules.zone.dayOf(now);
  const parts = mergeIntervals(rules.zone.dayPieces(today, today));
  return parts.find((part) => part.end > now)?.end ?? now;
}
