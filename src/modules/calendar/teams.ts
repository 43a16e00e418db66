import type { Minute } from "#kernel/spans.ts";

import type { CalendarRules } from "./rules.ts";
import type { Search } from "./search.ts";
import type { SlotTable } from "./slot-table.ts";

/** All starts of all grids, and who can serve each. */
export type Board = {
  readonly starts: readonly Minute[];
  /** A bitmask of the people who can, `PEOPLE_EACH` per column. */
  readonly marks: readonly Int32Array[];
  /** The most seats that any one of them has left. */
  readonly seatsAt: Int32Array;
};

/** The bits that fit a small integer (an SMI of V8). */
export const PEOPLE_EACH = 30;

/** The columns of a table that tell who can serve each start. */
type Teams = Pick<SlotTable, "starts" | "teamAt" | "seatsAt" | "teams">;

/**
 * Drops starts that nobody can serve and numbers the teams of the others; starts with the same people share
 * one list.
 */
export function numberTeams({ starts, marks, seatsAt }: Board, roster: Roster): Teams {
  const kept: Minute[] = [];
  const teamAt = new Int32Array(starts.length);
  const { teams, numbers } = roster;
  const [first] = marks;
  // Few businesses have more people than a column has bits, and adjacent starts mostly have the same team.
  const isOne = marks.length === 1;
  let [last, lastNumber]: [Row, number] = [0, 0];
  for (let at = 0; at < starts.length; at += 1) {
    const row = isOne ? first![at]! : rowOf(marks, at);
    if (row === 0) continue;
    if (row !== last) {
      last = row;
      lastNumber = numbers.get(row) ?? addTeam(roster, row, marks, at);
    }
    teamAt[kept.length] = lastNumber;
    seatsAt[kept.length] = seatsAt[at]!;
    kept.push(starts[at]!);
  }
  return { starts: kept, teamAt, seatsAt, teams };
}

/** The marks of all columns at one start; 0 if nobody can serve it. */
type Row = number | string;

function rowOf(marks: Board["marks"], at: number): Row {
  if (marks.every((column) => column[at] === 0)) return 0;
  return marks.map((column) => column[at]).join(" ");
}

/** The people who may serve a service, and the teams of them seen so far. */
export type Roster = {
  /** In the order of the board's bits. */
  readonly staffIds: readonly string[];
  readonly teams: (readonly string[])[];
  readonly numbers: Map<Row, number>;
};

function addTeam({ staffIds, teams, numbers }: Roster, row: Row, marks: Board["marks"], at: number): number {
  const number = teams.length;
  teams.push(staffIds.filter((_, person) => isMarked(marks, person, at)));
  numbers.set(row, number);
  return number;
}

function isMarked(marks: Board["marks"], person: number, at: number): boolean {
  const bits = marks[Math.floor(person / PEOPLE_EACH)]![at]!;
  return ((bits >> (person % PEOPLE_EACH)) & 1) === 1;
}

/** Past this many teams, caching them would no longer pay. */
const MOST_TEAMS = 128;

const rosters = new WeakMap<CalendarRules, Map<string, Roster>>();

/**
 * The roster for a search, including the teams of earlier answers: the same few recur, and so do the texts
 * made from them.
 */
export function rosterOf({ rules, query, staff }: Search): Roster {
  const known = rosters.get(rules) ?? new Map<string, Roster>();
  rosters.set(rules, known);
  const key = `${query.serviceId}/${query.staffId ?? ""}`;
  const before = known.get(key);
  if (before && before.teams.length <= MOST_TEAMS) return before;
  const roster = { staffIds: staff.map((person) => person.id), teams: [], numbers: new Map() };
  known.set(key, roster);
  return roster;
}
