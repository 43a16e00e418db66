import { type Instant, MINUTE } from "#kernel/instant.ts";
import { intersectSpans, spansHold } from "#kernel/spans.ts";

import { withoutLimits } from "./limits.ts";
import { sharedGrid } from "./own-grid.ts";
import { lastBookableDay, noticeOf } from "./reach.ts";
import type { AvailabilityQuery, CalendarRules, Slot, Taken } from "./rules.ts";
import { prepareSearch, type Search, staffFor } from "./search.ts";
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
 * Whether this start can be booked now and by whom, or why not. Runs the same search that lists slots, so a
 * start is offered here exactly if it is listed (SCHEDULING rule 2).
 */
export function judgeStart(rules: CalendarRules, taken: Taken, query: StartQuery): Verdict {
  const date = rules.zone.localDateOf(query.start);
  const search = prepareSearch(rules, taken, { ...query, from: date, to: date });
  const free = search && whoIsFree(search, query.start / MINUTE);
  if (free === undefined) return { offered: false, reason: refusal(rules, taken, query, search) };
  return { offered: true, end: query.start + search!.shape.duration * MINUTE, ...free };
}

/** Who can serve this start, by the search that lists slots, narrowed to it. */
function whoIsFree(search: Search, start: number): Pick<Slot, "staffIds" | "seatsLeft"> | undefined {
  const only = [start, start + 1];
  const askedStarts = intersectSpans(search.askedStarts, only);
  const narrow = { ...search, asked: intersectSpans(search.asked, only), askedStarts };
  const grid = sharedGrid(search);
  const { capacity } = search.service;
  const staffIds: string[] = [];
  let seatsLeft = capacity === 1 ? 1 : 0;
  for (const person of search.staff) {
    const one = staffStarts(narrow, person, grid);
    const seats = one.classes.get(start);
    const isFree = one.grid.includes(start) && spansHold(one.possible, start);
    if (!isFree && seats === undefined) continue;
    staffIds.push(person.id);
    seatsLeft = Math.max(seatsLeft, isFree ? capacity : 0, seats ?? 0);
  }
  return staffIds.length === 0 ? undefined : { staffIds, seatsLeft };
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
