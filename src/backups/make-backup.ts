import { rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { makePrivateFolder, removeDatabase, sync } from "#db/durable.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

import { backupFolder, backupName, manifestPath } from "./backup-folder.ts";
import { type Manifest, manifestText } from "./manifest.ts";
import type { FileWorker } from "./open-file-worker.ts";

/** A live file to back up: a tenant's, or the control plane's (null). */
export type Source = {
  readonly path: string;
  readonly tenant: { readonly id: string; readonly slug: string } | null;
};

export type MadeBackup = { readonly path: string; readonly manifest: Manifest };

export type MakeBackupDeps = {
  /** BACKUP_DIR. */
  readonly root: string;
  readonly clock: Clock;
  readonly ids: Ids;
};

/**
 * Copies a live file into the folder of its backups, with a manifest beside it. Both are written under
 * temporary names and renamed, the manifest last, so an interruption leaves either a complete backup or none.
 */
export async function makeBackup(
  { root, clock, ids }: MakeBackupDeps,
  worker: FileWorker,
  { path: live, tenant }: Source,
): Promise<MadeBackup> {
  const tenantId = tenant?.id ?? null;
  const folder = backupFolder(root, tenantId);
  await makePrivateFolder(folder);
  const madeAt = clock.now();
  const path = join(folder, `${backupName(madeAt, milliseconds(madeAt) + ids.ulid().slice(-4))}.db`);
  const unfinished = `${path}.new`;
  // Read before copying: writes during the copy then count as a change.
  const source = await sourceState(live);
  const kind = tenant ? "tenant" : "control";
  try {
    const made = await worker.run("writeSnapshot", live, unfinished, kind);
    if ((made.owner?.tenantId ?? null) !== tenantId) throw new Error("The file belongs to another tenant.");
    const manifest: Manifest = {
      format: 1,
      kind,
      tenant_id: tenantId,
      slug: tenant?.slug ?? null,
      incarnation: made.owner?.incarnation ?? null,
      user_version: made.schemaVersion,
      latest_event: made.latestEvent,
      counts: made.counts,
      size: made.size,
      sha256: made.sha256,
      made_at: madeAt,
      source,
    };
    await rename(unfinished, path);
    await writeDurably(manifestPath(path), manifestText(manifest));
    await sync(folder);
    return { path, manifest };
  } catch (error) {
    await removeDatabase(unfinished);
    throw error;
  }
}

function milliseconds(at: Instant): string {
  return String(at % 1000).padStart(3, "0");
}

/**
 * A live file's state as seen from outside, without opening it: each commit writes to the file or to its WAL,
 * so while this text is unchanged, so is the content.
 */
export async function sourceState(path: string): Promise<string> {
  const [file, wal] = await Promise.all([look(path), look(`${path}-wal`)]);
  return wal === "0" ? file : `${file}+${wal}`;
}

async function look(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path);
    return size === 0 ? "0" : `${size}@${mtimeMs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "0";
    throw error;
  }
}

async function writeDurably(path: string, content: string): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, content, { mode: 0o600 });
  await sync(unfinished);
  await rename(unfinished, path);
}
