import type { Instant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";

import { busyTime, rowsOf } from "./busy.ts";
import { openClasses } from "./class-seats.ts";
import { ownGrid } from "./own-grid.ts";
import type { StaffRules } from "./rules.ts";
import type { Search } from "./search.ts";
import { workingWindows } from "./windows.ts";

/** Time that must not meet the part `from`…`to` of a visit (milliseconds from its start). */
type Obstacle = {
  readonly from: number;
  readonly to: number;
  /** Merged. */
  readonly taken: readonly Interval[];
  at: number;
};

/**
 * One person's walk along the starts that their grid has. Everything is sorted and only ever looked at
 * further on, so all starts together cost one pass.
 */
export type StaffWalk = {
  readonly staffId: string;
  readonly grid: readonly Instant[];
  /** Merged working windows: the visit without its buffers lies in one of them. */
  readonly windows: readonly Interval[];
  readonly obstacles: readonly Obstacle[];
  /** The classes that can be joined: seats left by start. */
  readonly classes: ReadonlyMap<Instant, number>;
  gridAt: number;
  windowAt: number;
};

/** At the beginning; `grid` is the one that all share, if they do. */
export function beginWalk(
  search: Search,
  person: StaffRules,
  grid: readonly Instant[] | undefined,
): StaffWalk {
  const rows = rowsOf(search.occupied, person.id, search.query.ignoreOwner);
  const windows = workingWindows(search.rules, person, search.opening, search.windowDays);
  const busy = busyTime(rows);
  const classes = openClasses(search, person.id, rows);
  return {
    staffId: person.id,
    grid: withClasses(search, grid ?? ownGrid(search, windows, busy), classes),
    windows,
    obstacles: obstacles(search, busy),
    classes,
    gridAt: 0,
    windowAt: 0,
  };
}

function withClasses(
  search: Search,
  grid: readonly Instant[],
  classes: ReadonlyMap<Instant, number>,
): readonly Instant[] {
  if (classes.size === 0) return grid;
  const more = [...classes.keys()].filter((start) => search.isAsked(start));
  return [...new Set([...grid, ...more])].toSorted((a, b) => a - b);
}

function obstacles(search: Search, busy: readonly Interval[]): readonly Obstacle[] {
  const { staffRuns, whole } = search.shape;
  const own = staffRuns.map(({ from, to }) => ({ from, to, taken: busy, at: 0 }));
  if (search.full.length === 0) return own;
  return [...own, { from: whole.from, to: whole.to, taken: search.full, at: 0 }];
}

/** The next start of the grid; Infinity at its end. */
export function upcoming(walk: StaffWalk): Instant {
  return walk.grid[walk.gridAt] ?? Infinity;
}

/** Steps past `start` and tells how many seats this person has for it: 0 if it is not on their grid or not free. */
export function passStart(walk: StaffWalk, search: Search, start: Instant): number {
  if (walk.grid[walk.gridAt] !== start) return 0;
  walk.gridAt += 1;
  return seatsAt(walk, search, start);
}

/** Seats of this person for a start, whatever the grid says; starts must come in order. */
export function seatsAt(walk: StaffWalk, search: Search, start: Instant): number {
  if (!isOpen(walk, start, start + search.shape.duration)) return 0;
  const ofClass = walk.classes.size === 0 ? undefined : walk.classes.get(start);
  if (ofClass !== undefined) return ofClass;
  const { capacity } = search.service;
  return capacity >= search.seats && isClear(walk, start) ? capacity : 0;
}

/** Whether one window holds all of the visit; starts must come in order. */
export function isOpen(walk: StaffWalk, start: Instant, end: Instant): boolean {
  const { windows } = walk;
  while (walk.windowAt < windows.length && windows[walk.windowAt]!.end < end) walk.windowAt += 1;
  return walk.windowAt < windows.length && windows[walk.windowAt]!.start <= start;
}

function isClear(walk: StaffWalk, start: Instant): boolean {
  for (const obstacle of walk.obstacles) {
    const { taken } = obstacle;
    const from = start + obstacle.from;
    while (obstacle.at < taken.length && taken[obstacle.at]!.end <= from) obstacle.at += 1;
    if (obstacle.at < taken.length && taken[obstacle.at]!.start < start + obstacle.to) return false;
  }
  return true;
}
