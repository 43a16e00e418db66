import type { Instant } from "#kernel/instant.ts";
import { mergeIntervals } from "#kernel/interval.ts";

import { mergeSlots } from "./merge-slots.ts";
import { sharedGrid } from "./own-grid.ts";
import { noticeOf } from "./reach.ts";
import type { Availability, AvailabilityQuery, CalendarRules, OccupiedBySubject, Slot } from "./rules.ts";
import { prepareSearch, type Search } from "./search.ts";
import { staffStarts } from "./staff-starts.ts";

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
  const grid = sharedGrid(search);
  const everyone = search.staff.map((person) => staffStarts(search, person, grid));
  return mergeSlots(search, everyone);
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
