import type { TenantDb } from "#db/tenant-db.ts";

import { answer, answerFromFile } from "../answer.ts";
import { ratioOf } from "../findings.ts";
import type { Finding, Goal } from "../goal.ts";
import { inTurns, type Work } from "../in-turns.ts";
import { queries } from "../queries.ts";
import { USUAL } from "../salon.ts";
import { openSalon } from "../tenant-file.ts";

/** How the cost of a computed answer grows with a business's size; not a goal of its own. */
export const growth: Goal = {
  ids: ["GROWTH"],
  title: "How cost grows",
  measure: async ({ rounds, folder }) => [
    ...(await byDays(rounds, folder("days"))),
    ...(await byStaff(rounds, folder("staff"))),
    await afterAChange(rounds, folder("change")),
  ],
};

async function byDays(rounds: number, folder: string): Promise<Finding[]> {
  const db = await openSalon(folder, USUAL);
  const sides = [1, 7, 14, 30].map((days) => ({ name: `${days} days`, work: answering(db, days) }));
  return besideTheFirst(rounds, sides);
}

async function byStaff(rounds: number, folder: string): Promise<Finding[]> {
  const sides: Side[] = [];
  for (const staff of [1, 5, 10, 20, 40]) {
    // Each person is as busy as the usual five.
    const db = await openSalon(folder, { staff, visits: (USUAL.visits * staff) / USUAL.staff });
    sides.push({ name: `7 days of ${staff} staff`, work: answering(db, 7) });
  }
  return besideTheFirst(rounds, sides);
}

/** Busy times are cached until the file changes: this measures the first query after a change. */
async function afterAChange(rounds: number, folder: string): Promise<Finding> {
  const db = await openSalon(folder, USUAL);
  const next = queries(7);
  const { read, kept } = await inTurns(
    { read: () => answerFromFile(db, next()), kept: answering(db, 7) },
    { rounds },
  );
  return ratioOf({ goal: "growth", what: "7 days, busy times read / kept" }, read, kept);
}

type Side = { readonly name: string; readonly work: Work };

async function besideTheFirst(rounds: number, sides: readonly Side[]): Promise<Finding[]> {
  const found = await inTurns(Object.fromEntries(sides.map(({ name, work }) => [name, work])), { rounds });
  const [first, ...others] = sides.map(({ name }) => name);
  return others.map((name) =>
    ratioOf({ goal: "growth", what: `${name} / ${first}` }, found[name] ?? [], found[first ?? ""] ?? []),
  );
}

function answering(db: TenantDb, days: number): Work {
  const next = queries(days);
  return () => answer(db, next());
}
