/**
 * A process for the crash tests: creates a tenant (or erases the existing one) in a DATA_DIR and dies without
 * warning at a given step. Run as `node provision-and-die.ts DATA_DIR create|erase STEP`.
 */
import { join } from "node:path";

import { createDirectory } from "#control/directory.ts";
import { openSqliteControlPlane } from "#control/open-sqlite.ts";
import { createProvisioning } from "#control/provisioning.ts";
import { build } from "#db/tenant-db.ts";
import { systemClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import { createTenantStore } from "#tenancy/store.ts";
import { openTenantTemplate } from "#tenancy/template.ts";

import { aLog } from "./log.ts";

const [dataDir = "", task, deadly] = process.argv.slice(2);
const clock = systemClock;
const log = aLog();
const control = await openSqliteControlPlane(join(dataDir, "control.db"), { clock });
const directory = createDirectory(control, clock);
const store = createTenantStore({ dataDir, clock, log, capacity: 10 });
const template = await openTenantTemplate(dataDir);
const provisioning = createProvisioning({
  control,
  directory,
  dataDir,
  placement: "here",
  clock,
  ids: randomIds(clock),
  log,
  template,
  withClosed: store.withClosed,
  reached: (step) => {
    if (step === deadly) process.kill(process.pid, "SIGKILL");
  },
});

if (task === "create") {
  await provisioning.createTenant({
    slug: "luna",
    plan: "starter",
    numbers: ["+12125550100"],
    fill: (db) => {
      db.write((tx) => {
        tx.run(build.insertInto("settings").values({ key: "profile", document: "{}", updated_at: 0 }));
      });
      if (deadly === "filling") process.kill(process.pid, "SIGKILL");
    },
  });
}
if (task === "erase") {
  const tenant = await control.tenantBySlug("luna");
  if (tenant) await provisioning.eraseTenant(tenant.id);
}
process.stdout.write("lived");
