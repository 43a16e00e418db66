import { mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { makePrivateFolder, sync } from "#db/durable.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import { DAY, HOUR, type Instant } from "#kernel/instant.ts";
import type { Alarms } from "#ports/alarms.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

import { backupFolder, newestBackup, type StoredBackup, tenantsWithBackups } from "./backup-folder.ts";
import { type FileWorker, withFileWorker } from "./open-file-worker.ts";
import { copyVerified } from "./verify-backup.ts";

export type DrillDeps = {
  /** BACKUP_DIR. */
  readonly root: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly alarms: Alarms;
  readonly finished: (outcome: "done" | "failed") => void;
};

/**
 * When each tenant's backup was last tried, by tenant id. Stored in BACKUP_DIR, so that the rotation survives
 * restarts.
 */
type LastTries = { [tenantId: string]: Instant };

/** What was tried, and what was wrong with it; empty if nothing was. */
export type DrillReport = { readonly tenantId: string; readonly troubles: readonly string[] };

/**
 * Runs once a day: restores the newest backup of the tenant whose turn it is into a temporary folder, opens it
 * as for serving, checks its integrity, compares it with its manifest, and removes it. Undefined if nothing is
 * due.
 */
export async function drillWhenDue(deps: DrillDeps): Promise<DrillReport | undefined> {
  const record = await readRecord(deps.root);
  const last = Math.max(...Object.values(record));
  // A little less than a day, so that the hourly job does not start later each day.
  if (deps.clock.now() - last < DAY - HOUR) return undefined;
  return drill(deps, record);
}

async function drill(deps: DrillDeps, record: LastTries): Promise<DrillReport | undefined> {
  const { root, clock, alarms } = deps;
  const turns = (await tenantsWithBackups(root)).toSorted((a, b) => (record[a] ?? 0) - (record[b] ?? 0));
  const [tenantId] = turns;
  const backup = tenantId === undefined ? undefined : await newestBackup(backupFolder(root, tenantId));
  if (tenantId === undefined || !backup) return undefined;
  const troubles = await tryRestoring(deps, tenantId, backup);
  await writeRecord(root, {
    ...Object.fromEntries(turns.flatMap((id) => (record[id] === undefined ? [] : [[id, record[id]]]))),
    [tenantId]: clock.now(),
  });
  if (troubles.length === 0) alarms.clear("restore_drill_failed", tenantId);
  else alarms.raise("restore_drill_failed", tenantId, `${backup.name}: ${troubles.slice(0, 5).join("; ")}`);
  deps.finished(troubles.length === 0 ? "done" : "failed");
  return { tenantId, troubles };
}

async function tryRestoring(
  { root, clock, ids }: DrillDeps,
  tenantId: string,
  backup: StoredBackup,
): Promise<readonly string[]> {
  for (const name of await readdir(root))
    if (name.startsWith("drill-")) await rm(join(root, name), { recursive: true, force: true });
  const folder = await mkdtemp(join(root, "drill-"));
  const path = join(folder, `${tenantId}.db`);
  try {
    return await withFileWorker(async (worker) => {
      const differences = await restoreAside(worker, backup.path, path, tenantId);
      await worker.run("reviveSnapshot", path, { kind: "tenant", incarnation: ids.ulid(), now: clock.now() });
      return [...differences, ...(await worker.run("tryOut", path, tenantId))];
    });
  } catch (error) {
    return [(error as Error).message];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function restoreAside(
  worker: FileWorker,
  from: string,
  to: string,
  owner: string,
): Promise<readonly string[]> {
  const { manifest, facts } = await copyVerified(worker, from, to, {
    owner,
    newest: tenantMigrations.length,
  });
  const tables = new Set([...Object.keys(manifest.counts), ...Object.keys(facts.counts)]);
  return [...tables]
    .filter((table) => manifest.counts[table] !== facts.counts[table])
    .map((table) => `${table} has ${facts.counts[table]} rows instead of ${manifest.counts[table]}`);
}

async function readRecord(root: string): Promise<LastTries> {
  try {
    return JSON.parse(await readFile(join(root, RECORD), "utf8")) as LastTries;
  } catch {
    // Missing or unreadable: the rotation starts over.
    return {};
  }
}

async function writeRecord(root: string, record: LastTries): Promise<void> {
  await makePrivateFolder(root);
  const unfinished = join(root, `${RECORD}.new`);
  await writeFile(unfinished, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await sync(unfinished);
  await rename(unfinished, join(root, RECORD));
}

const RECORD = "drills.json";
