import type { Instant } from "#kernel/instant.ts";
import { containsInstant, type Interval } from "#kernel/interval.ts";

import { busyTime, rowsOf } from "./busy.ts";
import { openClasses } from "./class-seats.ts";
import { fittingStarts } from "./fit.ts";
import { freeStretches } from "./free-stretches.ts";
import { clockStarts, openingStarts } from "./grid.ts";
import { packedStarts } from "./packed.ts";
import { shortestService } from "./reach.ts";
import type { StaffRules } from "./rules.ts";
import type { Search } from "./search.ts";
import { allDayMidnights, workingWindows } from "./windows.ts";

/** When one person can serve the visit: sorted starts; `joined` has the seats left where a class has begun to fill. */
export type StaffStarts = {
  readonly staffId: string;
  readonly starts: readonly Instant[];
  readonly joined: ReadonlyMap<Instant, number>;
};

type StaffTime = {
  readonly windows: readonly Interval[];
  readonly busy: readonly Interval[];
  readonly joinable: ReadonlyMap<Instant, number>;
};

/** The starts that can be booked with this person; `clock` is what `sharedGrid` gave. */
export function staffStarts(
  search: Search,
  person: StaffRules,
  clock: readonly Instant[] | undefined,
): StaffStarts {
  const time = staffTime(search, person);
  const grid = clock ?? stretchGrid(search, time);
  const fresh = freeStarts(search, time, grid);
  const joined = joinable(search, time);
  if (joined.size === 0) return { staffId: person.id, starts: fresh, joined };
  return { staffId: person.id, starts: sortedUnique([...fresh, ...joined.keys()]), joined };
}

/** How one person stands to a start, whatever the grid says. */
export function standing(search: Search, person: StaffRules, start: Instant): "closed" | "taken" | "free" {
  const time = staffTime(search, person);
  if (fittingStarts([start], time.windows, search.shape, []).length === 0) return "closed";
  return freeStarts(search, time, [start]).length === 0 ? "taken" : "free";
}

/** A grid on the clock is the same for everyone; one that counts from a stretch is each person's own. */
export function sharedGrid(search: Search): readonly Instant[] | undefined {
  const { service, query } = search;
  if (query.anyStart !== true && service.slotAlignment !== "clock") return undefined;
  const step = query.anyStart === true ? 1 : service.slotIntervalMinutes;
  return askedFor(search, clockStarts(search.pieces, search.opening, step));
}

function stretchGrid(search: Search, time: StaffTime): readonly Instant[] {
  const { service, shape, rules } = search;
  const stretches = freeStretches(time.windows, time.busy, shape);
  const midnights = allDayMidnights(rules.zone, time.windows);
  const asked = { start: search.dates[0]?.start ?? 0, end: search.dates.at(-1)?.end ?? 0 };
  const starts = openingStarts(stretches, midnights, service.slotIntervalMinutes, asked);
  const packed =
    service.slotAlignment === "packed"
      ? packedStarts(starts, stretches, shape, shortestService(rules))
      : starts;
  return askedFor(search, sortedUnique(packed));
}

function joinable(search: Search, time: StaffTime): ReadonlyMap<Instant, number> {
  if (time.joinable.size === 0) return time.joinable;
  const starts = askedFor(
    search,
    [...time.joinable.keys()].toSorted((a, b) => a - b),
  );
  const inside = fittingStarts(starts, time.windows, search.shape, []);
  return new Map(inside.map((start) => [start, time.joinable.get(start) ?? 0]));
}

function askedFor(search: Search, starts: readonly Instant[]): readonly Instant[] {
  return starts.filter((start) => start >= search.earliest && containsInstant(search.dates, start));
}

function staffTime(search: Search, person: StaffRules): StaffTime {
  const rows = rowsOf(search.occupied, person.id, search.query.ignoreOwner);
  return {
    windows: workingWindows(search.rules, person, search.opening, search.windowDays),
    busy: busyTime(rows),
    joinable: openClasses(search, person.id, rows),
  };
}

function freeStarts(search: Search, time: StaffTime, starts: readonly Instant[]): readonly Instant[] {
  if (search.seats > search.service.capacity) return [];
  const own = search.shape.staffRuns.map((run) => ({ ...run, taken: time.busy }));
  const obstacles = search.full.length === 0 ? own : [...own, { ...search.shape.whole, taken: search.full }];
  return fittingStarts(starts, time.windows, search.shape, obstacles);
}

function sortedUnique(starts: readonly Instant[]): Instant[] {
  return starts.toSorted((a, b) => a - b).filter((start, i, all) => start !== all[i - 1]);
}
