import type { Instant } from "#kernel/instant.ts";
import { mergeIntervals } from "#kernel/interval.ts";

import { sharedGrid } from "./own-grid.ts";
import { noticeOf } from "./reach.ts";
import type { Availability, AvailabilityQuery, CalendarRules, OccupiedBySubject, Slot } from "./rules.ts";
import { prepareSearch, type Search } from "./search.ts";
import { beginWalk, passStart, type StaffWalk, upcoming } from "./staff-walk.ts";

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

/** The slots of a prepared search: everyone walks along their starts together, and stops at the next that somebody has. */
export function planSlots(search: Search): Slot[] {
  const grid = sharedGrid(search);
  const walks = search.staff.map((person) => beginWalk(search, person, grid));
  const slots: Slot[] = [];
  const here: string[] = [];
  let staffIds: readonly string[] = [];
  for (let start = nextStart(walks); start < Infinity; start = nextStart(walks)) {
    let free = 0;
    let seatsLeft = 0;
    for (const walk of walks) {
      const seats = passStart(walk, search, start);
      if (seats === 0) continue;
      here[free] = walk.staffId;
      free += 1;
      seatsLeft = Math.max(seatsLeft, seats);
    }
    if (free === 0) continue;
    // Neighbouring slots mostly have the same people: they share one list.
    if (!beginsWith(here, free, staffIds)) staffIds = here.slice(0, free);
    slots.push({ start, end: start + search.shape.duration, staffIds, seatsLeft });
  }
  return slots;
}

function nextStart(walks: readonly StaffWalk[]): Instant {
  let next = Infinity;
  for (const walk of walks) next = Math.min(next, upcoming(walk));
  return next;
}

function beginsWith(ids: readonly string[], count: number, known: readonly string[]): boolean {
  if (known.length !== count) return false;
  for (let i = 0; i < count; i += 1) if (ids[i] !== known[i]) return false;
  return true;
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
