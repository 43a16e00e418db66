import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import { backupFolder, newestBackup } from "#backups/backup-folder.ts";
import { withFileWorker } from "#backups/open-file-worker.ts";
import { restoreFile } from "#backups/restore-file.ts";
import { BackupRefused } from "#backups/verify-backup.ts";
import type { Config } from "#config";
import { controlPlaneMigrations } from "#control-plane-migrations/index.ts";
import { finishReplacing } from "#db/replace-file.ts";
import { systemClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import { acquireDataDirLock } from "#tenancy/data-dir-lock.ts";

import { backupRoot, offSiteOf } from "./backups.ts";

/**
 * Restores the control plane into a DATA_DIR without one (a new machine), from its newest backup made by
 * `at`. False if there is one, or if it is on a PostgreSQL server: those are left alone. Throws
 * `StartProblem` if it cannot be restored.
 */
export async function restoreControlPlane(config: Config, at?: Instant): Promise<boolean> {
  const dataDir = resolve(config.dataDir);
  const path = join(dataDir, "control.db");
  if (config.controlDatabaseUrl || existsSync(path)) return false;
  const ids = randomIds(systemClock);
  const acquired = acquireDataDirLock(dataDir, ids);
  if (acquired.outcome === "taken") throw new StartProblem("A server uses DATA_DIR. Stop it first.");
  try {
    if (await finishReplacing(path)) return true;
    const root = backupRoot(config, dataDir);
    await offSiteOf(config)?.fetch(root, null, at);
    const backup = await newestBackup(backupFolder(root, null), at);
    if (!backup) throw new StartProblem(`There is no backup of the control plane in ${root}.`);
    await withFileWorker((worker) =>
      restoreFile({ dataDir, clock: systemClock, ids }, worker, {
        from: backup.path,
        to: path,
        owner: null,
        newest: controlPlaneMigrations.length,
        whileClosed: (work) => work(),
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    throw new StartProblem(`The backup of the control plane cannot be used. ${error.message}`, {
      cause: error,
    });
  } finally {
    acquired.lock.release();
  }
}
