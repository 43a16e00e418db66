import { join } from "node:path";

import { createDirectory } from "#control/directory.ts";
import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import { createProvisioning } from "#control/provisioning.ts";
import { fixedClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import { openTenantTemplate } from "#tenancy/template.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

import { fillSalon, NOW } from "./salon.ts";

const SIZE = { staff: 3, visits: 10 };
/** How many are created at a time: each waits for the disk. */
const TOGETHER = 8;

/**
 * Registers `salon-0` and so on as the previous version would have: their files lack the newest migration.
 */
export async function makeOldTenants(dataDir: string, count: number): Promise<void> {
  const clock = fixedClock(NOW);
  const control = await openSqliteControlPlane(join(dataDir, "control.db"), { clock });
  const provisioning = createProvisioning({
    control,
    directory: createDirectory(control, clock),
    dataDir,
    placement: "local",
    clock,
    ids: randomIds(clock),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    template: await openTenantTemplate(dataDir, tenantMigrations.slice(0, -1)),
    withClosed: (_, work) => work(),
  });
  const slugs = Array.from({ length: count }, (_, i) => `salon-${i}`).values();
  const makeEach = async (): Promise<void> => {
    for (const slug of slugs) {
      const fill = (db: Parameters<typeof fillSalon>[0]) => fillSalon(db, SIZE);
      const { outcome } = await provisioning.createTenant({ slug, plan: "premium", numbers: [], fill });
      if (outcome !== "created") throw new Error(`${slug}: ${outcome}`);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, makeEach));
  await control.close();
}

/** How many of these tenants are not recorded in the control plane as being at the newest schema. */
export async function countBehind(dataDir: string): Promise<number> {
  const control = await openSqliteControlPlane(join(dataDir, "control.db"), { clock: fixedClock(NOW) });
  const behind = await control.tenantsBehind(tenantMigrations.length, { placement: "local", limit: 100_000 });
  await control.close();
  return behind.length;
}
