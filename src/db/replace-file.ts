import { existsSync } from "node:fs";
import { copyFile, link, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

import { makePrivateFolder, removeDatabase, sync } from "./durable.ts";
import { FILE_ENDINGS } from "./tenant-file.ts";

/** A file of this name is whole, on the disk, and decided to become the one without the ending. */
export const DECIDED = ".restored";

export type ReplaceStep = "set_aside" | "decided" | "removed" | "renamed";

/**
 * Puts a whole file, which is on the disk already, in the place of a database that nobody has open, and keeps
 * the one before in `aside` (its name is answered; null when there was none). A WAL belongs to its file, and
 * would damage another: so the old ones go before the new one gets the name. Wherever this ends, what is there
 * is the old file with its WAL, or `finishReplacing` makes it the new one.
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
  /** What the file before is called there; its WAL the same with its ending. */
  readonly name: string;
  readonly reached?: ((step: ReplaceStep) => void) | undefined;
};

/** Ends what `replaceDatabase` had decided; does nothing where it had not. */
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

/** Under a second name, so that the file keeps its own until the new one is decided. */
async function keepAside(path: string, aside: string, name: string): Promise<string | null> {
  if (!existsSync(path)) return null;
  await makePrivateFolder(aside);
  for (const ending of FILE_ENDINGS) {
    // The index of a WAL is made again from it.
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
    // Some file systems have no second names. Nobody has it open: reading it drops no locks.
    await copyFile(path, other);
    await sync(other);
  }
}
