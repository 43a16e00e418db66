import type { Instant } from "#kernel/instant.ts";
import { mergeIntervals } from "#kernel/interval.ts";

import { mergeSlots } from "./merge-slots.ts";
import { sharedGrid } from "./own-grid.ts";
import { noticeOf } from "./reach.ts";
import type { Availability, AvailabilityQuery, CalendarRules, Slot, Taken } from "./rules.ts";
import { prepareSearch, type Search } from "./search.ts";
import { listSlots, NO_SLOTS, slotAt, type SlotTable } from "./slot-table.ts";
import { staffStarts } from "./staff-starts.ts";

/**
 * Every start that can be booked on the asked dates (SCHEDULING rules 2–7). Pure: it reads no clock and does
 * not modify its arguments. `taken` must cover `planReadSpan`; more does no harm. A slot belongs to the
 * business date of its start.
 */
export function planAvailability(rules: CalendarRules, taken: Taken, query: AvailabilityQuery): Availability {
  const { table, validUntil } = planSlotTable(rules, taken, query);
  return { slots: listSlots(table), validUntil };
}

/** As `planAvailability`, as a table of columns. */
export function planSlotTable(
  rules: CalendarRules,
  taken: Taken,
  query: AvailabilityQuery,
): { readonly table: SlotTable; readonly validUntil: Instant } {
  const search = prepareSearch(rules, taken, query);
  const table = search === undefined ? NO_SLOTS : planSlots(search);
  return { table, validUntil: validUntil(rules, query, slotAt(table, 0)) };
}

function planSlots(search: Search): SlotTable {
  const grid = sharedGrid(search);
  const everyone = search.staff.map((person) => staffStarts(search, person, grid));
  return mergeSlots(search, everyone);
}

/**
 * Time alone changes the answer in two ways: notice overtakes the first slot, and a new date begins at the
 * business's midnight.
 */
function validUntil(rules: CalendarRules, query: AvailabilityQuery, first: Slot | undefined): Instant {
  const service = rules.services.get(query.serviceId);
  const midnight = nextMidnight(rules, query.now);
  if (first === undefined || service === undefined) return midnight;
  return Math.min(midnight, first.start - noticeOf(rules, service, query) + 1);
}

/**
 * The end of today. If a clock change at midnight splits today in two, the end of the part that contains
 * `now`.
 */
function nextMidnight(rules: CalendarRules, now: Instant): Instant {
  const today = rules.zone.dayOf(now);
  const parts = mergeIntervals(rules.zone.dayPieces(today, today));
  return parts.find((part) => part.end > now)?.end ?? now;
}
