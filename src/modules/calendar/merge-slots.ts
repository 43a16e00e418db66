import type { Instant } from "#kernel/instant.ts";

import type { Slot } from "./rules.ts";
import type { Search } from "./search.ts";
import type { StaffStarts } from "./staff-starts.ts";
import { mergeStarts } from "./starts.ts";

/**
 * All starts of all grids, and who can serve at each. A month is thousands of entries, so people are added
 * to numbered teams: the same people, wherever they are free together, are one list.
 */
type Board = {
  readonly starts: readonly Instant[];
  /** Which of the teams; 0 is nobody. */
  readonly teamAt: Int32Array;
  /** The most seats that one of them has. */
  readonly seatsAt: Int32Array;
  readonly teams: (readonly string[])[];
};

/** Everybody's starts as slots, in order. */
export function mergeSlots(search: Search, everyone: readonly StaffStarts[]): Slot[] {
  const starts = allStarts(everyone);
  const board = {
    starts,
    teamAt: new Int32Array(starts.length),
    seatsAt: new Int32Array(starts.length),
    teams: [[]],
  };
  for (const one of everyone) addPerson(board, one, search.service.capacity);
  return readSlots(board, search.shape.duration);
}

function allStarts(everyone: readonly StaffStarts[]): readonly Instant[] {
  const grids = new Set(everyone.map((one) => one.grid));
  const classes = everyone.map((one) => [...one.classes.keys()]);
  let all: readonly Instant[] = [];
  for (const starts of [...grids, ...classes]) all = mergeStarts(all, starts);
  return all;
}

function addPerson(board: Board, { staffId, grid, possible, classes }: StaffStarts, capacity: number): void {
  const { starts, teamAt, seatsAt } = board;
  const join = joining(board, staffId);
  let at = 0;
  let gridAt = 0;
  for (const { start, end } of possible) {
    while (at < starts.length && starts[at]! < start) at += 1;
    for (; at < starts.length; at += 1) {
      const one = starts[at]!;
      if (one >= end) break;
      if (grid !== starts) {
        while (gridAt < grid.length && grid[gridAt]! < one) gridAt += 1;
        if (gridAt === grid.length || grid[gridAt]! > one) continue;
      }
      teamAt[at] = join(teamAt[at]!);
      seatsAt[at] = capacity;
    }
  }
  for (const [start, seats] of classes) {
    const at = starts.indexOf(start);
    teamAt[at] = join(teamAt[at]!);
    seatsAt[at] = Math.max(seatsAt[at]!, seats);
  }
}

/** Numbers the team that somebody makes with each team of those before them. */
function joining({ teams }: Board, staffId: string): (team: number) => number {
  const joined: number[] = [];
  return (team) => {
    const known = joined[team];
    if (known !== undefined) return known;
    joined[team] = teams.length;
    teams.push([...teams[team]!, staffId]);
    return joined[team];
  };
}

function readSlots({ starts, teamAt, seatsAt, teams }: Board, duration: number): Slot[] {
  const slots: Slot[] = [];
  for (let at = 0; at < starts.length; at += 1) {
    if (teamAt[at] === 0) continue;
    const start = starts[at]!;
    slots.push({ start, end: start + duration, staffIds: teams[teamAt[at]!]!, seatsLeft: seatsAt[at]! });
  }
  return slots;
}
