import type { Instant } from "#kernel/instant.ts";
import { containsInstant, type Interval } from "#kernel/interval.ts";

import { busyTime, rowsOf } from "./busy.ts";
import { openClasses } from "./class-seats.ts";
import { ownGrid } from "./own-grid.ts";
import { possibleStarts, startsInside } from "./possible-starts.ts";
import type { StaffRules } from "./rules.ts";
import type { Search } from "./search.ts";
import { startsWithin } from "./starts.ts";
import { workingWindows } from "./windows.ts";

/** When one person can serve the visit. */
export type StaffStarts = {
  readonly staffId: string;
  /** In order; a grid that all share has starts that this person cannot take. */
  readonly grid: readonly Instant[];
  /** When a visit can start in working time, and of that, in what is asked, when nothing is in the way. */
  readonly open: readonly Interval[];
  readonly possible: readonly Interval[];
  /** The classes that have begun to fill and can be joined, on the grid or not: seats left by start. */
  readonly classes: ReadonlyMap<Instant, number>;
};

/** `shared` is the grid that all staff have in common, if they do. */
export function staffStarts(
  search: Search,
  person: StaffRules,
  shared: readonly Instant[] | undefined,
): StaffStarts {
  const rows = rowsOf(search.occupied, person.id, search.query.ignoreOwner);
  const busy = busyTime(rows);
  const windows = workingWindows(search.rules, person, search.opening, search.windowDays);
  const open = startsInside(windows, search.shape.duration);
  const classes = openClasses(search, { staffId: person.id, rows, open });
  const possible = search.seats > search.service.capacity ? [] : possibleStarts(search, open, busy);
  const grid = shared ?? startsWithin(ownGrid(search, windows, busy), possible);
  return { staffId: person.id, grid, open, possible, classes };
}

/** How a person stands to a start, whatever the grid says. */
export function standing(
  { open, possible, classes }: StaffStarts,
  start: Instant,
): "closed" | "taken" | "free" {
  if (!containsInstant(open, start)) return "closed";
  return containsInstant(possible, start) || classes.has(start) ? "free" : "taken";
}
