import { intersectSpans, type Minute, NO_TIME, type Spans, spansHold } from "#kernel/spans.ts";

import { busyTime } from "./busy.ts";
import { openClasses } from "./class-seats.ts";
import { withoutFullDates } from "./limits.ts";
import { ownGrid } from "./own-grid.ts";
import { possibleStarts, startsInside } from "./possible-starts.ts";
import type { StaffRules } from "./rules.ts";
import type { Search } from "./search.ts";
import { startsWithin } from "./starts.ts";
import { workingWindows } from "./windows.ts";

/** When one person can serve the visit. */
export type StaffStarts = {
  readonly staffId: string;
  /** In order; a shared grid has starts that this person cannot take. */
  readonly grid: readonly Minute[];
  /**
   * Starts at which a visit fits working time, and those of them that are requested, ignoring what is busy.
   */
  readonly open: Spans;
  readonly possible: Spans;
  /** Classes with participants that can be joined, on the grid or not: seats left by start. */
  readonly classes: ReadonlyMap<Minute, number>;
};

/** When one person can serve the visit. `shared` is the grid common to all staff, if there is one. */
export function staffStarts(
  search: Search,
  person: StaffRules,
  shared: readonly Minute[] | undefined,
): StaffStarts {
  const { taken, query, service, shape, seats } = search;
  const busy = busyTime(taken, person.id, query.ignoreOwner);
  const windows = workingWindows(search.rules, person, search.opening, search.windowDays);
  const likeAll = windows === search.opening;
  const open = likeAll ? search.openStarts : startsInside(windows, shape.duration);
  const inTime = likeAll ? search.askedStarts : intersectSpans(open, search.asked);
  const asked = withinLimits(search, person, inTime);
  const classes = openClasses(search, person.id, asked);
  const possible = seats > service.capacity ? NO_TIME : possibleStarts(search, asked, busy);
  const grid = shared ?? startsWithin(ownGrid(search, windows, busy), possible);
  return { staffId: person.id, grid, open, possible, classes };
}

function withinLimits({ visits, pieces }: Search, { id, limits }: StaffRules, asked: Spans): Spans {
  if (visits === undefined || limits === undefined) return asked;
  return withoutFullDates(asked, pieces, visits, [[id, limits]]);
}

/** How one person stands at a start, whatever the grid says. */
export function standing(
  { open, possible, classes }: StaffStarts,
  start: Minute,
): "closed" | "taken" | "free" {
  if (!spansHold(open, start)) return "closed";
  return spansHold(possible, start) || classes.has(start) ? "free" : "taken";
}
