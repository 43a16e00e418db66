import { join } from "node:path";

import { tenantPath } from "#db/tenant-file.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import { DAY, HOUR } from "#kernel/instant.ts";
import type { Alarms } from "#ports/alarms.ts";
import type { ControlPlane, TenantRecord } from "#ports/control-plane.ts";

import {
  backupFolder,
  isSent,
  listBackups,
  markSent,
  newestBackup,
  readManifest,
  removeBackup,
  removeUnfinished,
} from "./backup-folder.ts";
import { makeBackup, type Source, sourceState } from "./make-backup.ts";
import type { OffSite } from "./off-site.ts";
import { type FileWorker, withFileWorker } from "./open-file-worker.ts";
import { planRetention } from "./plan-retention.ts";

export type BackUpDeps = {
  readonly dataDir: string;
  /** BACKUP_DIR. */
  readonly root: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly alarms: Alarms;
  readonly control: Pick<ControlPlane, "listTenants">;
  /** False if the control plane is a PostgreSQL server, whose backup is the operator's business. */
  readonly controlIsHere: boolean;
  readonly offSite: OffSite | undefined;
  /** Throws UNAVAILABLE if the disk has no room for backups. */
  readonly assertRoom: () => void;
  readonly finished: (outcome: "done" | "failed") => void;
};

export type BackUpReport = { readonly made: number; readonly failed: readonly string[] };

/** How old the newest backup may become while the file changes, in milliseconds. */
const EVERY = HOUR;

/**
 * Backs up every tenant and the control plane if it has changed since its newest backup and that is an hour
 * old. A failure raises an alarm and does not affect the others.
 */
export function backUpChanged(deps: BackUpDeps, signal?: AbortSignal): Promise<BackUpReport> {
  return backUpEach(deps, everything(deps), (source) => isDue(deps, source), signal);
}

/** Backs up everything now: every business and the control plane. */
export function backUpAll(deps: BackUpDeps): Promise<BackUpReport> {
  return backUpEach(deps, everything(deps), async () => true);
}

/** Backs up one business now. */
export function backUpTenant(deps: BackUpDeps, tenant: TenantRecord): Promise<BackUpReport> {
  return backUpEach(deps, [sourceOf(deps, tenant)], async () => true);
}

async function backUpEach(
  deps: BackUpDeps,
  sources: AsyncIterable<Source> | Iterable<Source>,
  wanted: (source: Source) => Promise<boolean>,
  signal?: AbortSignal,
): Promise<BackUpReport> {
  const failed: string[] = [];
  let made = 0;
  await withFileWorker(async (worker) => {
    for await (const source of sources) {
      if (signal?.aborted) return;
      try {
        if (!(await wanted(source))) continue;
        await backUpOne(deps, worker, source);
        made++;
        deps.alarms.clear("backup_failed", subjectOf(source));
        deps.finished("done");
      } catch (error) {
        failed.push(`${source.tenant?.slug ?? "The control plane"}: ${(error as Error).message}`);
        deps.alarms.raise("backup_failed", subjectOf(source), `No backup: ${(error as Error).message}`);
        deps.finished("failed");
      }
    }
  });
  return { made, failed };
}

async function backUpOne(deps: BackUpDeps, worker: FileWorker, source: Source): Promise<void> {
  deps.assertRoom();
  const { path } = await makeBackup(deps, worker, source);
  if (deps.offSite) {
    await deps.offSite.upload(path, source.tenant?.id ?? null);
    await markSent(path);
  }
  await prune(deps, source);
}

async function prune({ root, clock, offSite }: BackUpDeps, { tenant }: Source): Promise<void> {
  const folder = backupFolder(root, tenant?.id ?? null);
  const all = await listBackups(folder);
  const kept = planRetention(all.map(({ madeAt }) => madeAt));
  for (const backup of all) {
    if (kept.has(backup.madeAt)) continue;
    await offSite?.remove(tenant?.id ?? null, backup.name);
    await removeBackup(backup);
  }
  await removeUnfinished(folder, clock.now() - DAY);
}

async function isDue({ root, clock, offSite }: BackUpDeps, { path, tenant }: Source): Promise<boolean> {
  const newest = await newestBackup(backupFolder(root, tenant?.id ?? null));
  if (!newest) return true;
  if (clock.now() - newest.madeAt < EVERY) return false;
  if (offSite && !isSent(newest.path)) return true;
  const manifest = await readManifest(newest.path);
  return manifest?.source !== (await sourceState(path));
}

/** The control plane comes last, so that its backup knows every tenant that has one. */
async function* everything(deps: BackUpDeps): AsyncGenerator<Source> {
  let after: string | undefined;
  do {
    const page = await deps.control.listTenants({ after, limit: 200 });
    for (const tenant of page)
      if (tenant.status === "active" || tenant.status === "suspended") yield sourceOf(deps, tenant);
    after = page.at(-1)?.slug;
  } while (after !== undefined);
  if (deps.controlIsHere) yield { path: join(deps.dataDir, "control.db"), tenant: null };
}

function sourceOf({ dataDir }: BackUpDeps, { id, slug }: TenantRecord): Source {
  return { path: tenantPath(dataDir, id), tenant: { id, slug } };
}

function subjectOf({ tenant }: Source): string {
  return tenant?.id ?? "control";
}
