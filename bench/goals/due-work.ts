import { join } from "node:path";

import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import { openFile } from "#db/open.ts";
import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";

import { ratioOf } from "../findings.ts";
import type { Goal } from "../goal.ts";
import { inTurns } from "../in-turns.ts";
import { inTurn } from "../queries.ts";
import { NOW } from "../salon.ts";

/** The batch that the job asks for twice a second. */
const AT_ONCE = 50;
const IN_AN_HOUR = 3_600_000;

/** G14: the cost of the job loop while no business has due work, though all will. */
export const dueWork: Goal = {
  ids: ["G14"],
  title: "Looking for work that is due",
  measure: async ({ quick, rounds, folder }) => {
    const path = join(folder("due"), "control.db");
    const count = quick ? 10_000 : 100_000;
    const control = await openSqliteControlPlane(path, { clock: fixedClock(NOW) });
    const tenant = inTurn(fillTenants(path, count));
    const { lookUp, read } = await inTurns(
      {
        lookUp: () => control.dueTenants(NOW, AT_ONCE),
        read: () => control.tenantById(tenant()),
      },
      { rounds },
    );
    await control.close();
    const what = `looking for due tenants among ${count} that are not / reading one tenant`;
    return [ratioOf({ goal: "G14", what, limit: { atMost: 2 } }, lookUp, read)];
  },
};

/** Inserts tenants that each have work due later, in one transaction. */
function fillTenants(path: string, count: number): readonly string[] {
  const { ulid } = seededIds(fixedClock(NOW), 14);
  const ids = Array.from({ length: count }, ulid);
  const file = openFile(path, { kind: "control" });
  const tenant = file.prepare(
    `insert into tenants (id, slug, plan, status, placement, schema_version, created_at, updated_at)
     values (?, ?, 'starter', 'active', 'local', 1, 0, 0)`,
  );
  const due = file.prepare("insert into tenant_due (tenant_id, due_at, mark) values (?, ?, 1)");
  file.transaction(() => {
    for (const [n, id] of ids.entries()) {
      tenant.run(id, `salon-${n}`);
      due.run(id, NOW + IN_AN_HOUR + n);
    }
  })();
  file.close();
  return ids;
}
