import { type Instant, MINUTE } from "#kernel/instant.ts";

import { withoutLimits } from "./limits.ts";
import { sharedGrid } from "./own-grid.ts";
import { planSlots } from "./plan-availability.ts";
import { lastBookableDay, noticeOf } from "./reach.ts";
import type { AvailabilityQuery, CalendarRules, Slot, Taken } from "./rules.ts";
import { prepareSearch, type Search, staffFor } from "./search.ts";
import { slotAt, type SlotTable } from "./slot-table.ts";
import { staffStarts, standing } from "./staff-starts.ts";

/** A query about one start instead of dates. */
export type StartQuery = Omit<AvailabilityQuery, "from" | "to"> & { readonly start: Instant };

export type Refusal =
  | "unknown_service"
  | "inactive"
  | "unknown_staff"
  | "past"
  | "too_soon"
  | "outside_window"
  | "closed"
  | "off_grid"
  | "taken"
  | "limit_reached";

export type Verdict =
  | {
      readonly offered: true;
      readonly end: Instant;
      readonly staffIds: readonly string[];
      readonly seatsLeft: number;
    }
  | { readonly offered: false; readonly reason: Refusal };

/**
 * Whether this start can be booked now, and by whom; else why not. The same search that lists slots
 * answers, so a start is offered here exactly when it is listed (SCHEDULING rule 2).
 */
export function judgeStart(rules: CalendarRules, taken: Taken, query: StartQuery): Verdict {
  const date = rules.zone.localDateOf(query.start);
  const search = prepareSearch(rules, taken, { ...query, from: date, to: date });
  const slot = search && slotStarting(planSlots(search), query.start);
  if (slot === undefined) return { offered: false, reason: refusal(rules, taken, query, search) };
  return { offered: true, end: slot.end, staffIds: slot.staffIds, seatsLeft: slot.seatsLeft };
}

function slotStarting(table: SlotTable, start: Instant): Slot | undefined {
  return slotAt(table, table.starts.indexOf(start / MINUTE));
}

function refusal(rules: CalendarRules, taken: Taken, query: StartQuery, search: Search | undefined): Refusal {
  const service = rules.services.get(query.serviceId);
  if (service === undefined) return "unknown_service";
  if (!service.active) return "inactive";
  if (staffFor(rules, query).length === 0) return "unknown_staff";
  if (query.start < query.now) return "past";
  if (query.start < query.now + noticeOf(rules, service, query)) return "too_soon";
  if (search === undefined || rules.zone.dayOf(query.start) > lastBookableDay(rules, query))
    return "outside_window";
  if (search.visits === undefined) return obstacle(search, query.start);
  const unlimited = judgeStart(withoutLimits(rules), taken, query);
  return unlimited.offered ? "limit_reached" : unlimited.reason;
}

function obstacle(search: Search, at: Instant): Refusal {
  const start = at / MINUTE;
  const grid = sharedGrid(search);
  const standings = search.staff.map((person) => standing(staffStarts(search, person, grid), start));
  if (standings.every((one) => one === "closed")) return "closed";
  return standings.includes("free") || grid?.includes(start) === false ? "off_grid" : "taken";
}
