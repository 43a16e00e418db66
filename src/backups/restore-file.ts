import { dirname, join } from "node:path";

import { makePrivateFolder, removeDatabase } from "#db/durable.ts";
import { replaceDatabase, type ReplaceStep } from "#db/replace-file.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";

import { backupName } from "./backup-folder.ts";
import type { Manifest } from "./manifest.ts";
import type { FileWorker } from "./open-file-worker.ts";
import { copyVerified } from "./verify-backup.ts";

export type RestoreStep = "copied" | "revived" | ReplaceStep;

export type RestoreFileDeps = {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Called between the steps: crash tests kill the process here. */
  readonly reached?: ((step: RestoreStep) => void) | undefined;
};

export type RestoreFileOptions = {
  /** The backup. */
  readonly from: string;
  /** The path of the live file. */
  readonly to: string;
  readonly owner: string | null;
  readonly newest: number;
  /** Runs the swap while nobody has the live file open. */
  readonly whileClosed: <T>(work: () => Promise<T>) => Promise<T>;
};

export type RestoredFile = {
  readonly manifest: Manifest;
  readonly inDoubt: number;
  readonly setAside: string | null;
};

/**
 * Replaces a live file with a verified copy of a backup. The slow part happens beside the live file; only the
 * swap needs it closed. Throws `BackupRefused` before anything is changed.
 */
export async function restoreFile(
  { dataDir, clock, ids, reached = () => {} }: RestoreFileDeps,
  worker: FileWorker,
  { from, to, owner, newest, whileClosed }: RestoreFileOptions,
): Promise<RestoredFile> {
  // Files with this ending are removed at the next start.
  const unfinished = `${to}.new`;
  await makePrivateFolder(dirname(to));
  try {
    const { manifest } = await copyVerified(worker, from, unfinished, { owner, newest });
    reached("copied");
    const now = clock.now();
    const revival = { kind: manifest.kind, incarnation: ids.ulid(), now };
    const { inDoubt } = await worker.run("reviveSnapshot", unfinished, revival);
    reached("revived");
    const aside = join(dataDir, "set-aside");
    const name = `${owner ?? "control"}-${backupName(now, ids.ulid().slice(-4))}.db`;
    const setAside = await whileClosed(() => replaceDatabase(to, unfinished, { aside, name, reached }));
    return { manifest, inDoubt, setAside };
  } catch (error) {
    await removeDatabase(unfinished);
    throw error;
  }
}
