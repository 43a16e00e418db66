import { existsSync } from "node:fs";

import { tenantPath } from "#db/tenant-file.ts";
import type { BackupChoice, RestoreOutcome } from "#ports/backups.ts";
import type { TenantId, TenantRecord } from "#ports/control-plane.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

import { backupFolder, newestBackup } from "./backup-folder.ts";
import { withFileWorker } from "./open-file-worker.ts";
import { restoreFile, type RestoreFileDeps } from "./restore-file.ts";
import { BackupRefused } from "./verify-backup.ts";

export type RestoreTenantDeps = RestoreFileDeps & {
  /** BACKUP_DIR. */
  readonly root: string;
  readonly withClosed: <T>(id: TenantId, work: () => Promise<T>) => Promise<T>;
  /** Downloads the chosen backup if only an off-site copy is left. */
  readonly fetchBackups?: ((tenantId: string, choice: BackupChoice) => Promise<void>) | undefined;
};

/**
 * Restores a business from a backup. Its slug, plan and status remain those in the control plane. Restores of
 * the same business must not overlap.
 */
export async function restoreTenant(
  deps: RestoreTenantDeps,
  { id }: Pick<TenantRecord, "id">,
  choice: BackupChoice,
): Promise<RestoreOutcome> {
  const from = choice.from ?? (await chooseBackup(deps, id, choice));
  if (from === undefined) return { outcome: "no_backup" };
  if (!existsSync(from)) return { outcome: "refused", why: "The file is not there." };
  try {
    const { manifest, inDoubt, setAside } = await withFileWorker((worker) =>
      restoreFile(deps, worker, {
        from,
        to: tenantPath(deps.dataDir, id),
        owner: id,
        newest: tenantMigrations.length,
        whileClosed: (work) => deps.withClosed(id, work),
      }),
    );
    return {
      outcome: "restored",
      restored: { madeAt: manifest.made_at, messagesInDoubt: inDoubt, setAside },
    };
  } catch (error) {
    if (error instanceof BackupRefused) return { outcome: "refused", why: error.message };
    throw error;
  }
}

async function chooseBackup(
  { root, fetchBackups }: RestoreTenantDeps,
  id: string,
  choice: BackupChoice,
): Promise<string | undefined> {
  await fetchBackups?.(id, choice);
  return (await newestBackup(backupFolder(root, id), choice.at))?.path;
}
