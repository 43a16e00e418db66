import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where Linux keeps files in memory. */
const IN_MEMORY = "/dev/shm";

/** Bytes; in a container the folder has 64 MB unless it is told otherwise. */
const ROOM = 2 ** 30;

/**
 * Where tests make their files: in memory, where the machine has a folder there with room in it, and whoever runs
 * them does not say otherwise (`TMPDIR`). Every commit of every test waits for a disk otherwise, for most of
 * the time of many tests. What a process leaves behind that is killed is the same in both.
 * The folder goes with this process, and with it what interrupted tests left.
 */
export function folderForTests(): string {
  if (process.env["TMPDIR"] !== undefined) return tmpdir();
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ROOM && runsPrograms(IN_MEMORY) ? ownFolder(IN_MEMORY) : tmpdir();
  } catch {
    return tmpdir();
  }
}

function ownFolder(within: string): string {
  const own = mkdtempSync(join(within, "frontdesk-tests-"));
  // Some tests run programs as somebody else.
  chmodSync(own, 0o711);
  process.on("exit", () => rmSync(own, { recursive: true, force: true }));
  return own;
}

/** Where a folder is mounted without the right to run what lies in it, no file of it can be executed. */
function runsPrograms(folder: string): boolean {
  const own = mkdtempSync(join(folder, "frontdesk-"));
  try {
    writeFileSync(join(own, "program"), "#!/bin/sh\n", { mode: 0o755 });
    accessSync(join(own, "program"), constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(own, { recursive: true });
  }
}
