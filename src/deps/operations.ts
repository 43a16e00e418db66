import { machineDisk } from "#adapters/machine-disk.ts";
import { operatorAlarms } from "#adapters/operator-alarms.ts";
import { createBackUps } from "./backups.ts";
import type { Config } from "#config";
import { type OperationDeps, operationJobs } from "#jobs/operations.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import type { Logger } from "#kernel/logger.ts";
import { createDiskGuard } from "#observe/disk-guard.ts";
import type { Metrics } from "#observe/metrics.ts";
import { timeFsync } from "#observe/time-fsync.ts";
import type { ControlPlane } from "#ports/control-plane.ts";
import type { DiskSpace } from "#ports/disk-space.ts";
import type { MailTransport } from "#ports/messages.ts";
import type { QuarantineWatch } from "#tenancy/quarantine.ts";

export type OperationsOptions = {
  readonly config: Config;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly control: Pick<ControlPlane, "listTenants" | "countUndelivered">;
  readonly mail: MailTransport;
  /** In tests: the free space. */
  readonly disk?: DiskSpace | undefined;
};

/** Keeps an installation healthy: alarms, disk space, backups and restore drills. */
export function createOperations(options: OperationsOptions) {
  const { config, dataDir, clock, log, metrics, mail } = options;
  const to = config.operatorEmail;
  const alarms = operatorAlarms({
    clock,
    log,
    standing: (kind, count) => metrics.alarms.set({ kind }, count),
    mail: to === undefined ? undefined : { transport: mail, to },
  });
  const disk = createDiskGuard({
    disk: options.disk ?? machineDisk(dataDir),
    alarms,
    measured: (free) => metrics.diskFreeBytes.set(free),
  });
  const backUps = createBackUps({
    ...options,
    alarms,
    assertRoom: disk.assertRoomToGrow,
    countBackup: (outcome) => metrics.backups.inc({ outcome }),
    countDrill: (outcome) => metrics.restoreDrills.inc({ outcome }),
  });
  if (config.controlDatabaseUrl)
    log.warn(
      {},
      "The control plane is on a PostgreSQL server, which is NOT in our backups: back it up there.",
    );
  const jobs: OperationDeps = {
    alarms,
    disk,
    backUps,
    timeFsync: () => timeFsync(dataDir),
    countUndelivered: options.control.countUndelivered,
    fsyncTook: (seconds) => metrics.fsyncSeconds.set(seconds),
  };
  return { alarms, disk, backUps, jobs: operationJobs(jobs), quarantineWatch: quarantineAlarms(alarms) };
}

function quarantineAlarms(alarms: ReturnType<typeof operatorAlarms>): QuarantineWatch {
  return {
    held: (id, reason) =>
      alarms.raise("tenant_quarantined", id, `The file of tenant ${id} cannot be used: ${reason}.`),
    released: (id) => alarms.clear("tenant_quarantined", id),
  };
}
