import type { Directory } from "#control/directory.ts";
import { createProvisioning } from "#control/provisioning.ts";
import { timed } from "#observe/stopwatch.ts";
import type { ControlPlane } from "#ports/control-plane.ts";
import { storeCapacity, thisMachine } from "#tenancy/capacity.ts";
import { interruptedTenants } from "#tenancy/interrupted.ts";
import { migrateAll } from "#tenancy/migrate-all.ts";
import { createTenantStore } from "#tenancy/store.ts";
import { openTenantTemplate } from "#tenancy/template.ts";

import { createRestores } from "./backups.ts";
import type { Basics } from "./basics.ts";
import type { createOperations } from "./operations.ts";

/** With several machines, the control plane says which one owns which file; here it is always this one. */
const PLACEMENT = "local";
const CONNECTIONS = 1_000;

export type TenantsOptions = Pick<Basics, "clock" | "ids" | "log" | "metrics" | "telemetry"> & {
  readonly dataDir: string;
  readonly control: ControlPlane;
  readonly directory: Directory;
  readonly operations: Pick<
    ReturnType<typeof createOperations>,
    "alarms" | "backUps" | "disk" | "quarantineWatch"
  >;
  /** Lets work for the control plane run that nobody waits for. */
  readonly soon: (work: Promise<unknown>) => void;
};

/**
 * Opens the store of the businesses' files, and completes what an earlier process had begun to create or
 * erase. `interrupted` lists the businesses whose files that process left open.
 */
export async function openTenants({
  dataDir,
  control,
  directory,
  operations,
  soon,
  ...basics
}: TenantsOptions) {
  const { clock, ids, log, metrics, telemetry } = basics;
  const { alarms, backUps, disk, quarantineWatch } = operations;
  const template = await openTenantTemplate(dataDir);
  const store = createTenantStore({
    dataDir,
    clock,
    log,
    capacity: storeCapacity(thisMachine(CONNECTIONS)),
    timeOpening: telemetry.timeOpening(timed((seconds) => metrics.tenantOpenSeconds.observe(seconds))),
    timeWrite: telemetry.timeWrite,
    timeCommit: timed((seconds) => metrics.sqliteCommitSeconds.observe(seconds)),
    quarantineWatch,
    migrated: (id, version) => soon(control.recordSchema(id, version)),
  });
  metrics.watchOpenTenants(() => store.stats().open);
  const restores = createRestores({ dataDir, clock, ids, log, backUps, store, control, alarms });
  const provisioning = createProvisioning({
    control,
    directory,
    dataDir,
    placement: PLACEMENT,
    clock,
    ids,
    log,
    template,
    withClosed: store.withClosed,
    assertRoom: disk.assertRoomToGrow,
    removeBackupsOf: restores.removeBackupsOf,
  });
  const interrupted = await interruptedTenants(dataDir);
  await provisioning.recoverProvisioning();
  return {
    store,
    restores,
    provisioning,
    interrupted,
    /** Migrates every file that is behind to the newest schema; one that fails is skipped and reported. */
    migrateTenants: (signal?: AbortSignal) =>
      migrateAll({
        control,
        store,
        log,
        version: template.schemaVersion,
        placement: PLACEMENT,
        ...(signal && { signal }),
      }),
  };
}
