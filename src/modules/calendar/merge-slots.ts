import type { Minute } from "#kernel/spans.ts";

import type { Search } from "./search.ts";
import type { SlotTable } from "./slot-table.ts";
import type { StaffStarts } from "./staff-starts.ts";
import { mergeStarts } from "./starts.ts";
import { type Board, numberTeams, PEOPLE_EACH, rosterOf } from "./teams.ts";

/** Merges everybody's starts into slots, in order. */
export function mergeSlots(search: Search, everyone: readonly StaffStarts[]): SlotTable {
  const starts = allStarts(everyone);
  const { capacity } = search.service;
  const columns = Math.ceil(everyone.length / PEOPLE_EACH);
  const board = {
    starts,
    marks: Array.from({ length: columns }, () => new Int32Array(starts.length)),
    seatsAt: new Int32Array(starts.length).fill(capacity === 1 ? 1 : 0),
  };
  for (const [i, one] of everyone.entries()) addPerson(board, one, i, capacity);
  return { ...numberTeams(board, rosterOf(search)), duration: search.shape.duration, pieces: search.pieces };
}

function allStarts(everyone: readonly StaffStarts[]): readonly Minute[] {
  const grids = new Set(everyone.map((one) => one.grid));
  const classes = everyone.map((one) => [...one.classes.keys()]);
  let all: readonly Minute[] = [];
  for (const starts of [...grids, ...classes]) all = mergeStarts(all, starts);
  return all;
}

function addPerson(
  { starts, marks, seatsAt }: Board,
  { grid, possible, classes }: StaffStarts,
  number: number,
  capacity: number,
): void {
  const column = marks[Math.floor(number / PEOPLE_EACH)]!;
  const bit = 1 << (number % PEOPLE_EACH);
  const isShared = grid === starts;
  const { length } = starts;
  let [at, gridAt] = [0, 0];
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
      column[at]! |= bit;
      if (capacity > 1) seatsAt[at] = capacity;
    }
  }
  for (const [start, seats] of classes) {
    const place = starts.indexOf(start);
    column[place]! |= bit;
    seatsAt[place] = Math.max(seatsAt[place]!, seats);
  }
}
