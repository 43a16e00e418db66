import { accessSync, constants, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/** Where Linux keeps files in memory. */
const IN_MEMORY = "/dev/shm";

/** Bytes; in a container the folder has 64 MB unless it is told otherwise. */
const ROOM = 2 ** 30;

/**
 * Where tests make their files: in memory, where the machine has a folder there and room in it, and whoever runs
 * them does not say otherwise (`TMPDIR`). Every commit of every test waits for a disk otherwise, for most of
 * the time of many tests. What a process leaves behind that is killed is the same in both.
 */
export function folderForTests(): string {
  if (process.env["TMPDIR"] !== undefined) return tmpdir();
  try {
    accessSync(IN_MEMORY, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ROOM ? IN_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
