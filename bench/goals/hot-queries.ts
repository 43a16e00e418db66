import { createExecutor } from "#db/executor.ts";
import { openFile } from "#db/open.ts";
import { asTenantDb, build, type TenantDb } from "#db/tenant-db.ts";
import { tenantPath } from "#db/tenant-file.ts";
import { findBooking } from "#modules/booking/index.ts";
import { tenantVersion } from "#modules/events/index.ts";
import { nextDue } from "#modules/messages/index.ts";

import { answer } from "../answer.ts";
import { booking } from "../booking.ts";
import { ratioOf } from "../findings.ts";
import { freeStarts } from "../free-starts.ts";
import type { Finding, Goal } from "../goal.ts";
import { inTurns } from "../in-turns.ts";
import { queries } from "../queries.ts";
import { type Recorded, watch } from "../recorder.ts";
import { byLibrary, byUs, transactionByLibrary, transactionByUs } from "../replay.ts";
import { USUAL } from "../salon.ts";
import { makeTenant } from "../tenant-file.ts";

const LIMIT = { atMost: 1.5 };

/**
 * G15: the overhead of our way of running queries over SQLite's own. The queries are recorded from real work;
 * each is repeated by our executor and by the bare library.
 */
export const hotQueries: Goal = {
  ids: ["G15"],
  title: "Hot queries",
  measure: async ({ rounds, folder }) => {
    const path = folder("queries");
    const { reads, booked } = watchTheBusiness((await openBoth(path)).db);
    // Another file without that booking, so that it can be repeated over and over.
    const { db, file } = await openBoth(path);
    const findings: Finding[] = [];
    for (const query of distinctReads([...reads, ...booked])) {
      const sides = { ours: byUs(db, query), raw: byLibrary(file, query) };
      const { ours, raw } = await inTurns(sides, { rounds, turn: 15 });
      findings.push(ratioOf({ goal: "G15", what: nameOf(query), limit: LIMIT }, ours, raw));
    }
    const sides = { ours: transactionByUs(db, booked), raw: transactionByLibrary(file, booked) };
    const { ours, raw } = await inTurns(sides, { rounds });
    const what = `a booking's ${booked.length} statements, undone`;
    return [
      ...findings,
      ratioOf({ goal: "G15", what, limit: LIMIT }, ours, raw),
      builtOnes([...reads, ...booked]),
    ];
  },
};

async function openBoth(folder: string) {
  const file = openFile(tenantPath(folder, await makeTenant(folder, USUAL)), { kind: "tenant" });
  return { file, db: asTenantDb(createExecutor(file)) };
}

/** Records the queries of an availability answer, of looking up a visit, and of a booking. */
function watchTheBusiness(real: TenantDb) {
  const { db, take } = watch(real);
  const next = queries(7);
  const book = booking(db, freeStarts(real, 10));
  const uid = real.first(build.selectFrom("bookings").select("uid").limit(1))?.uid ?? "";
  // The first time reads the configuration, which is then cached.
  answer(db, next());
  book();
  take();
  tenantVersion(db);
  answer(db, next());
  findBooking(db, uid);
  nextDue(db);
  const reads = take();
  book();
  return { reads, booked: take() };
}

function distinctReads(seen: readonly Recorded[]): readonly Recorded[] {
  const reads = seen.filter(({ sql }) => sql.startsWith("select"));
  return [...new Map(reads.map((query) => [query.sql, query])).values()];
}

/** `events, meta: 2 values`: enough to identify the statement. */
function nameOf({ sql, parameters }: Recorded): string {
  const tables = [...sql.matchAll(/(?:from|join) "(\w+)"/g)].map(([, table]) => table);
  return `read ${[...new Set(tables)].join(", ")} by ${parameters.length} values`;
}

/**
 * Queries that are built when they run: building costs more than running most queries, so hot ones are
 * compiled once.
 */
function builtOnes(seen: readonly Recorded[]): Finding {
  const built = [...new Set(seen.filter(({ isBuilt }) => isBuilt).map(({ sql }) => sql))];
  return {
    goal: "G15",
    what: "hot statements that are built each time",
    figure: built.length,
    unit: "",
    limit: { atMost: 0 },
    detail: built.map((sql) => sql.slice(0, 30)).join("; "),
  };
}
