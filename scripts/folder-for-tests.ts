import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Linux's in-memory file system. */
const IN_MEMORY = "/dev/shm";

/** The required free space, in bytes; a container has 64 MB by default. */
const ROOM = 2 ** 30;

/**
 * The folder for the files of tests: in memory if the machine has a suitable folder with room and `TMPDIR`
 * does not say otherwise. On a disk, every commit of every test waits for it, which takes up most of the time
 * of many tests. For a killed process it makes no difference. The folder is deleted with this process,
 * including what interrupted tests left behind.
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
  // Some tests run programs as another user.
  chmodSync(own, 0o711);
  process.on("exit", () => rmSync(own, { recursive: true, force: true }));
  return own;
}

/** False if the folder is mounted noexec. */
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
