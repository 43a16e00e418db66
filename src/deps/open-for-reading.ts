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

export type ReadOnlyDeps = Awaited<ReturnType<typeof openForReading>>;

/**
 * Opens what DATA_DIR holds for reading only, beside the server that owns it or without one. Throws
 * `StartProblem` when there is nothing yet. `close` in the end.
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
    /** Throws when the file is missing, damaged, somebody else's, or not of the newest schema. */
    readTenant: (id: TenantId) => readTenant(folder, id),
    /** A copy that `snapshotTo` wrote. */
    readSnapshot,
    /** Throws UNAVAILABLE when the disk has no room for exports and backups. */
    assertRoom: disk.assertRoomToGrow,
    /** Copies what is there into BACKUP_DIR; the files themselves are only read. */
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

/** At a terminal, whoever asked is told. */
const NOBODY: Alarms = { raise: () => {}, clear: () => {} };

function controlFile(folder: string): string {
  const path = join(folder, "control.db");
  if (!existsSync(path)) throw new StartProblem(`There is nothing in DATA_DIR ${folder} yet.`);
  return path;
}
