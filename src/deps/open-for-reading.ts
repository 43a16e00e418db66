import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import { machineDisk } from "#adapters/machine-disk.ts";
import type { Config } from "#config";
import { openPostgresControlPlane } from "#control/open-postgres.ts";
import { readSqliteControlPlane } from "#control/open-sqlite.ts";
import { systemClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import { createDiskGuard } from "#observe/disk-guard.ts";
import { createLogger } from "#observe/logger.ts";
import type { Alarms } from "#ports/alarms.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { readSnapshot, readTenant } from "#tenancy/read-tenant.ts";

import { createBackUps } from "./backups.ts";

/**
 * Opens DATA_DIR read-only, beside the server that owns it or without one. Throws `StartProblem` if there is
 * nothing yet. Call `close` at the end.
 */
export async function openForReading(config: Config) {
  const { dataDir, controlDatabaseUrl } = config;
  const folder = resolve(dataDir);
  const clock = systemClock;
  const control = controlDatabaseUrl
    ? await openPostgresControlPlane(controlDatabaseUrl, {
        clock,
        log: createLogger({ clock, level: "silent" }),
      })
    : readSqliteControlPlane(controlFile(folder), { clock });
  const disk = createDiskGuard({ disk: machineDisk(folder), alarms: NOBODY, measured: () => {} });
  await disk.look();
  return {
    clock,
    control,
    /** Throws if the file is missing, damaged, foreign, or not of the newest schema. */
    readTenant: (id: TenantId) => readTenant(folder, id),
    /** Reads a copy that `snapshotTo` wrote. */
    readSnapshot,
    /** Throws UNAVAILABLE if the disk has no room for exports and backups. */
    assertRoom: disk.assertRoomToGrow,
    /** Copies everything into BACKUP_DIR; only reads the files themselves. */
    backUps: createBackUps({
      config,
      dataDir: folder,
      clock,
      ids: randomIds(clock),
      control,
      alarms: NOBODY,
      assertRoom: disk.assertRoomToGrow,
    }),
    close: () => control.close(),
  };
}

/** No alarms: the person at the terminal sees what happens. */
const NOBODY: Alarms = { raise: () => {}, clear: () => {} };

function controlFile(folder: string): string {
  const path = join(folder, "control.db");
  if (!existsSync(path)) throw new StartProblem(`There is nothing in DATA_DIR ${folder} yet.`);
  return path;
}
