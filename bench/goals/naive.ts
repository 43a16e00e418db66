import { deepStrictEqual } from "node:assert";

import { build, type TenantDb } from "#db/tenant-db.ts";
import {
  type AvailabilityQuery,
  calendarRules,
  type Occupied,
  planAvailability,
  readOccupied,
} from "#modules/calendar/index.ts";

import { ratioOf } from "../findings.ts";
import type { Goal } from "../goal.ts";
import { inTurns } from "../in-turns.ts";
import { type NaiveSlot, naiveAvailability } from "../naive-availability.ts";
import { NOW, SERVICE, USUAL } from "../salon.ts";
import { openSalon } from "../tenant-file.ts";

/**
 * The case of G5, compared with an engine that creates a date object for every slot; both must give the same
 * answer.
 */
export const naive: Goal = {
  ids: ["NAIVE"],
  title: "An engine that makes a date of each slot",
  measure: async ({ rounds, folder }) => {
    const db = await openSalon(folder("naive"), USUAL);
    // From tomorrow on, where notice does not matter: the naive engine does not know it.
    const query: AvailabilityQuery = { serviceId: SERVICE, from: "2026-03-03", to: "2026-04-01", now: NOW };
    const rules = calendarRules(db);
    const taken = readOccupied(db, rules, query);
    const question = { rules, service: rules.services.get(SERVICE)!, rows: rowsOf(db), ...datesOf(query) };
    const ours = planAvailability(rules, taken, query).slots;
    deepStrictEqual(
      naiveAvailability(question),
      ours.map(({ start, staffIds }): NaiveSlot => ({ start, staffIds })),
    );
    const found = await inTurns(
      { naive: () => naiveAvailability(question), engine: () => planAvailability(rules, taken, query) },
      { rounds },
    );
    const what = "the same 30 days by a date object for each slot / ours";
    return [ratioOf({ goal: "naive", what }, found.naive, found.engine)];
  },
};

function datesOf({ from, to }: AvailabilityQuery): Pick<AvailabilityQuery, "from" | "to"> {
  return { from, to };
}

function rowsOf(db: TenantDb): ReadonlyMap<string, readonly Occupied[]> {
  const rows = db.all(
    build
      .selectFrom("occupancies")
      .select(["subject_id", "start_at as start", "end_at as end", "claim", "seats", "owner_id as ownerId"]),
  );
  return Map.groupBy(rows, (row) => row.subject_id);
}
