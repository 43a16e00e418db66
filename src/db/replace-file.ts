import { existsSync } from "node:fs";
import { copyFile, link, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { makePrivateFolder, removeDatabase, sync } from "./durable.ts";
import { FILE_ENDINGS } from "./tenant-file.ts";

/** The ending of a complete and synced file that is going to replace the one without the ending. */
export const DECIDED = ".restored";

export type ReplaceStep = "set_aside" | "decided" | "removed" | "renamed";

/**
 * Replaces a database that nobody has open with a complete file that is already on the disk, and keeps the old
 * one in `aside` (its path is returned; null if there was none). A WAL belongs to its file and would damage
 * another, so the old files are removed before the new one gets their name. Wherever this is interrupted, there
 * is either the old file with its WAL, or one that `finishReplacing` completes.
 */
export async function replaceDatabase(
  path: string,
  replacement: string,
  { aside, name, reached = () => {} }: ReplaceOptions,
): Promise<string | null> {
  const kept = await keepAside(path, aside, name);
  reached("set_aside");
  await rename(replacement, path + DECIDED);
  await sync(dirname(path));
  reached("decided");
  await finishReplacing(path, reached);
  return kept;
}

export type ReplaceOptions = {
  readonly aside: string;
  /** The old file's name in `aside`; its WAL gets the same name with its own ending. */
  readonly name: string;
  readonly reached?: ((step: ReplaceStep) => void) | undefined;
};

/** Completes an interrupted `replaceDatabase` that had got past its decision; false if there is none. */
export async function finishReplacing(
  path: string,
  reached: (step: ReplaceStep) => void = () => {},
): Promise<boolean> {
  if (!existsSync(path + DECIDED)) return false;
  await removeDatabase(path);
  reached("removed");
  await rename(path + DECIDED, path);
  await sync(dirname(path));
  reached("renamed");
  return true;
}

/** As a hard link, so that the file keeps its own name until the replacement is decided. */
async function keepAside(path: string, aside: string, name: string): Promise<string | null> {
  if (!existsSync(path)) return null;
  await makePrivateFolder(aside);
  for (const ending of FILE_ENDINGS) {
    // SQLite rebuilds a WAL's index from the WAL.
    if (ending === "-shm" || !existsSync(path + ending)) continue;
    await nameAlso(path + ending, join(aside, name + ending));
  }
  await sync(aside);
  return join(aside, basename(name));
}

async function nameAlso(path: string, other: string): Promise<void> {
  await rm(other, { force: true });
  try {
    await link(path, other);
  } catch {
    // Not every file system has hard links. Nobody has the file open, so copying drops no locks.
    await copyFile(path, other);
    await sync(other);
  }
}
