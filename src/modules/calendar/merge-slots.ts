import type { Minute } from "#kernel/spans.ts";

import type { Search } from "./search.ts";
import type { SlotTable } from "./slot-table.ts";
import type { StaffStarts } from "./staff-starts.ts";
import { mergeStarts } from "./starts.ts";

/**
 * All starts of all grids, and who can serve at each. People are added to numbered teams: the same people,
 * wherever they are free together, are one list.
 */
type Board = {
  readonly starts: readonly Minute[];
  /** Which of the teams; 0 is nobody. */
  readonly teamAt: Int32Array;
  /** The most seats that one of them has. */
  readonly seatsAt: Int32Array;
  readonly teams: (readonly string[])[];
};

/** Everybody's starts as slots, in order. */
export function mergeSlots(search: Search, everyone: readonly StaffStarts[]): SlotTable {
  const starts = allStarts(everyone);
  const { capacity } = search.service;
  const board: Board = {
    starts,
    teamAt: new Int32Array(starts.length),
    seatsAt: new Int32Array(starts.length).fill(capacity === 1 ? 1 : 0),
    teams: [[]],
  };
  for (const one of everyone) addPerson(board, one, capacity);
  return { ...withoutGaps(board), duration: search.shape.duration, pieces: search.pieces };
}

function allStarts(everyone: readonly StaffStarts[]): readonly Minute[] {
  const grids = new Set(everyone.map((one) => one.grid));
  const classes = everyone.map((one) => [...one.classes.keys()]);
  let all: readonly Minute[] = [];
  for (const starts of [...grids, ...classes]) all = mergeStarts(all, starts);
  return all;
}

function addPerson(board: Board, { staffId, grid, possible, classes }: StaffStarts, capacity: number): void {
  const { starts, teamAt, seatsAt } = board;
  const join = joining(board, staffId);
  const isShared = grid === starts;
  const { length } = starts;
  let [at, gridAt] = [0, 0];
  // Neighbours mostly have the same team.
  let [team, joined] = [-1, -1];
  for (let i = 0; i < possible.length; i += 2) {
    const [start, end] = [possible[i]!, possible[i + 1]!];
    while (at < length && starts[at]! < start) at += 1;
    for (; at < length; at += 1) {
      const one = starts[at]!;
      if (one >= end) break;
      if (!isShared) {
        while (gridAt < grid.length && grid[gridAt]! < one) gridAt += 1;
        if (grid[gridAt] !== one) continue;
      }
      const before = teamAt[at]!;
      if (before !== team) {
        team = before;
        joined = join(before);
      }
      teamAt[at] = joined;
      if (capacity > 1) seatsAt[at] = capacity;
    }
  }
  for (const [start, seats] of classes) {
    const place = starts.indexOf(start);
    teamAt[place] = join(teamAt[place]!);
    seatsAt[place] = Math.max(seatsAt[place]!, seats);
  }
}

/** Numbers the team that somebody makes with each team of those before them. */
function joining({ teams }: Board, staffId: string): (team: number) => number {
  const joined: number[] = teams.map(() => 0);
  return (team) => {
    if (joined[team]! > 0) return joined[team]!;
    joined[team] = teams.length;
    teams.push([...teams[team]!, staffId]);
    return joined[team];
  };
}

/** Only the starts at which there is somebody. */
function withoutGaps({ starts, teamAt, seatsAt, teams }: Board) {
  const kept: Minute[] = [];
  for (let at = 0; at < starts.length; at += 1) {
    if (teamAt[at] === 0) continue;
    teamAt[kept.length] = teamAt[at]!;
    seatsAt[kept.length] = seatsAt[at]!;
    kept.push(starts[at]!);
  }

  return { starts: kept, teamAt, seatsAt, teams };
}
