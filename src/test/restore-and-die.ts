/**
 * A process for the crash tests: restores luna from its newest backup and dies without warning at a given
 * step. Run as `node restore-and-die.ts DATA_DIR BACKUP_DIR STEP`.
 */
import { join } from "node:path";

import { restoreTenant } from "#backups/restore-tenant.ts";
import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import { systemClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import { createTenantStore } from "#tenancy/store.ts";

import { aLog } from "./log.ts";

const [dataDir = "", root = "", deadly] = process.argv.slice(2);
const clock = systemClock;
const control = await openSqliteControlPlane(join(dataDir, "control.db"), { clock });
const { withClosed } = createTenantStore({ dataDir, clock, log: aLog(), capacity: 10 });
const luna = await control.tenantBySlug("luna");
if (!luna) throw new Error("There is no luna.");
const reached = (step: string) => {
  if (step === deadly) process.kill(process.pid, "SIGKILL");
};
const outcome = await restoreTenant(
  { dataDir, root, clock, ids: randomIds(clock), withClosed, reached },
  luna,
  {},
);
process.stdout.write(outcome.outcome);
