import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import type { Config } from "#config";
import { openPostgresControlPlane } from "#control/open-postgres.ts";
import { readSqliteControlPlane } from "#control/open-sqlite.ts";
import { systemClock } from "#kernel/clock.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import { createLogger } from "#observe/logger.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { readSnapshot, readTenant } from "#tenancy/read-tenant.ts";

export type ReadOnlyDeps = Awaited<ReturnType<typeof openForReading>>;

/**
 * Opens what DATA_DIR holds for reading only, beside the server that owns it or without one. Throws
 * `StartProblem` when there is nothing yet. `close` in the end.
 */
export async function openForReading({ dataDir, controlDatabaseUrl }: Config) {
  const folder = resolve(dataDir);
  const clock = systemClock;
  const control = controlDatabaseUrl
    ? await openPostgresControlPlane(controlDatabaseUrl, {
        clock,
        log: createLogger({ clock, level: "silent" }),
      })
    : readSqliteControlPlane(controlFile(folder), { clock });
  return {
    clock,
    control,
    /** Throws when the file is missing, damaged, somebody else's, or not of the newest schema. */
    readTenant: (id: TenantId) => readTenant(folder, id),
    /** A copy that `snapshotTo` wrote. */
    readSnapshot,
    close: () => control.close(),
  };
}

function controlFile(folder: string): string {
  const path = join(folder, "control.db");
  if (!existsSync(path)) throw new StartProblem(`There is nothing in DATA_DIR ${folder} yet.`);
  return path;
}
