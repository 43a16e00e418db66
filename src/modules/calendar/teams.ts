import type { Minute } from "#kernel/spans.ts";

import type { CalendarRules } from "./rules.ts";
import type { Search } from "./search.ts";
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
 * are free together, are one list.
 */
export function numberTeams({ starts, marks, seatsAt }: Board, roster: Roster): Teams {
  const kept: Minute[] = [];
  const teamAt = new Int32Array(starts.length);
  const { teams, numbers } = roster;
  const [first] = marks;
  // Few businesses have more people than a column holds, and neighbours mostly have the same ones.
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

/** The marks of all columns at one start; 0 without any. */
type Row = number | string;

function rowOf(marks: Board["marks"], at: number): Row {
  if (marks.every((column) => column[at] === 0)) return 0;
  return marks.map((column) => column[at]).join(" ");
}

/** Who may serve a service, and the teams of them that were seen so far. */
export type Roster = {
  /** In the order of the board's marks. */
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

/** Where many people make ever new teams, to keep them all would be of no use. */
const MOST_TEAMS = 128;

const rosters = new WeakMap<CalendarRules, Map<string, Roster>>();

/**
 * The roster for a search, with its teams from before: the same few come again in every answer, and so do
 * the texts that are made of them.
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
