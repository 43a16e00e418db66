import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join, resolve, sep } from "node:path";

import { s3Storage } from "#adapters/s3-storage.ts";
import { type BackUpDeps, backUpAll, backUpChanged, backUpTenant } from "#backups/back-up.ts";
import { backupFolder } from "#backups/backup-folder.ts";
import { drillWhenDue } from "#backups/drill.ts";
import { offSiteCopies } from "#backups/off-site.ts";
import { restoreTenant } from "#backups/restore-tenant.ts";
import type { Config } from "#config";
import type { Logger } from "#kernel/logger.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import type { Alarms } from "#ports/alarms.ts";
import type { Backups } from "#ports/backups.ts";
import type { ControlPlane, TenantId, TenantRecord } from "#ports/control-plane.ts";
import type { TenantStore } from "#tenancy/store.ts";

export type BackupsOptions = Pick<BackUpDeps, "dataDir" | "clock" | "ids" | "alarms" | "assertRoom"> & {
  readonly config: Pick<Config, "backupDir" | "controlDatabaseUrl" | "providers">;
  readonly control: Pick<ControlPlane, "listTenants">;
  readonly countBackup?: (outcome: "done" | "failed") => void;
  readonly countDrill?: (outcome: "done" | "failed") => void;
};

/** Makes backups; only needs read access. */
export function createBackUps({ config, countBackup, countDrill, ...options }: BackupsOptions) {
  const { dataDir } = options;
  const root = backupRoot(config, dataDir);
  const offSite = offSiteOf(config);
  const deps: BackUpDeps = {
    ...options,
    root,
    controlIsHere: !config.controlDatabaseUrl,
    offSite,
    finished: (outcome) => countBackup?.(outcome),
  };
  return {
    root,
    offSite,
    backUpChanged: (signal?: AbortSignal) => backUpChanged(deps, signal),
    backUpAll: () => backUpAll(deps),
    backUpTenant: (tenant: TenantRecord) => backUpTenant(deps, tenant),
    drillWhenDue: () => drillWhenDue({ ...deps, finished: (outcome) => countDrill?.(outcome) }),
  };
}

export type RestoresOptions = Pick<BackupsOptions, "dataDir" | "clock" | "ids"> & {
  readonly backUps: Pick<ReturnType<typeof createBackUps>, "root" | "offSite">;
  readonly store: Pick<TenantStore, "withClosed" | "releaseQuarantine">;
  readonly control: Pick<ControlPlane, "markDue">;
  readonly alarms: Alarms;
  readonly log: Logger;
};

/** Restores backups; only for the owner of DATA_DIR. */
export function createRestores({
  backUps,
  store,
  control,
  alarms,
  log,
  ...options
}: RestoresOptions): Backups {
  const { root, offSite } = backUps;
  const { dataDir, clock, ids } = options;
  const deps = {
    dataDir,
    clock,
    ids,
    root,
    withClosed: store.withClosed,
    fetchBackups:
      offSite && ((id: string, { at }: { at?: number | undefined }) => offSite.fetch(root, id, at)),
  };
  /** One at a time: two restores of one business would write the same file. */
  let last: Promise<unknown> = Promise.resolve();

  return {
    restoreTenant: async (tenant, choice) => {
      const mine = last.then(() => restoreTenant(deps, tenant, choice));
      last = mine.catch(() => {});
      const outcome = await mine;
      if (outcome.outcome === "restored") {
        const { messagesInDoubt: count } = outcome.restored;
        log.warn({ tenant_id: tenant.id, count }, "A business was restored; so many messages are in doubt.");
        store.releaseQuarantine(tenant.id);
        alarms.clear("tenant_quarantined", tenant.id);
        // Upcoming reminders would otherwise wait for the next wake-up.
        await control.markDue(tenant.id, clock.now());
      }
      return outcome;
    },
    isKeptHere: (path) => resolve(path).startsWith(root + sep),
    removeBackupsOf: async (id: TenantId) => {
      await offSite?.removeAll(id);
      await rm(backupFolder(root, id), { recursive: true, force: true });
      await removeSetAside(dataDir, id);
    },
  };
}

/** Deletes what restores and recoveries have set aside of a business. */
async function removeSetAside(dataDir: string, id: string): Promise<void> {
  const folder = join(dataDir, "set-aside");
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names) if (name.startsWith(id)) await rm(join(folder, name), { force: true });
}

/** Where backups are kept. Throws `StartProblem` for a folder that is used for something else. */
export function backupRoot({ backupDir }: Pick<Config, "backupDir">, dataDir: string): string {
  const root = resolve(backupDir ?? join(dataDir, "backups"));
  const taken = ["tenants", "templates", "set-aside"].map((name) => join(dataDir, name));
  if (root === dataDir || taken.some((folder) => `${root}${sep}`.startsWith(`${folder}${sep}`)))
    throw new StartProblem(`BACKUP_DIR ${root} is kept for other files. Choose another folder.`);
  return root;
}

/** The off-site storage of copies, if configured. */
export function offSiteOf({ providers }: Pick<Config, "providers">) {
  return providers.backupStorage && offSiteCopies(s3Storage(providers.backupStorage));
}
