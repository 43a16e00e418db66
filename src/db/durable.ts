import { mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";

import { FILE_ENDINGS } from "./tenant-file.ts";

/** Syncs a file's content, or a folder's list of names, to the disk. */
export async function sync(path: string): Promise<void> {
  const opened = await open(path, "r");
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** Creates a folder that only this user can enter, with its parents. Its own name is then durable. */
export async function makePrivateFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  if (made !== undefined) await sync(dirname(made));
}

/** Removes a SQLite file and those beside it. The file goes first: without it the others mean nothing. */
export async function removeDatabase(path: string): Promise<void> {
  for (const ending of FILE_ENDINGS) await rm(path + ending, { force: true });
}
