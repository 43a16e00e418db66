import type { Minute } from "#kernel/spans.ts";

import type { SlotTable } from "./slot-table.ts";

/** All starts of all grids, and who can serve at each. */
export type Board = {
  readonly starts: readonly Minute[];
  /** A bit for each person who can, `PEOPLE_EACH` in a column. */
  readonly marks: readonly Int32Array[];
  /** The most seats that one of them has. */
  readonly seatsAt: Int32Array;
};

/** As many bits as a small integer has to spare. */
export const PEOPLE_EACH = 30;

/** The columns of a table that tell who can serve when. */
type Teams = Pick<SlotTable, "starts" | "teamAt" | "seatsAt" | "teams">;

/**
 * The starts at which there is somebody, with their people as numbered teams: the same people, wherever they
 * are free together, are one list. `staffIds` is in the order of the board's marks.
 */
export function numberTeams({ starts, marks, seatsAt }: Board, staffIds: readonly string[]): Teams {
  const kept: Minute[] = [];
  const teamAt = new Int32Array(starts.length);
  const teams: (readonly string[])[] = [];
  const numberOf = numbering(marks);
  for (let at = 0; at < starts.length; at += 1) {
    const number = numberOf(at);
    if (number < 0) continue;
    if (number === teams.length) teams.push(staffIds.filter((_, person) => isMarked(marks, person, at)));
    teamAt[kept.length] = number;
    seatsAt[kept.length] = seatsAt[at]!;
    kept.push(starts[at]!);
  }
  return { starts: kept, teamAt, seatsAt, teams };
}

function isMarked(marks: Board["marks"], person: number, at: number): boolean {
  const bits = marks[Math.floor(person / PEOPLE_EACH)]![at]!;
  return ((bits >> (person % PEOPLE_EACH)) & 1) === 1;
}

/** Numbers each different row of marks from 0 on, in the order in which they are first seen; -1 is nobody. */
function numbering(marks: Board["marks"]): (at: number) => number {
  const known = new Map<string | number, number>();
  const first = marks[0];
  // Few businesses have more people than a column holds, and neighbours mostly have the same ones.
  const isOne = marks.length === 1;
  let [last, lastNumber]: [string | number, number] = [0, -1];
  return (at) => {
    const row = isOne ? first![at]! : rowOf(marks, at);
    if (row === 0) return -1;
    if (row === last) return lastNumber;
    last = row;
    const number = known.get(row) ?? known.size;
    known.set(row, number);
    lastNumber = number;
    return number;
  };
}

/** 0 for a row without marks, as in a single column. */
function rowOf(marks: Board["marks"], at: number): string | number {
  if (marks.every((column) => column[at] === 0)) return 0;
  return marks.map((column) => column[at]).join(" ");
}
