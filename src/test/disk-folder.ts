import { tmpdir } from "node:os";

/**
 * A temp folder on a disk, while that of the tests may lie in memory: for what is kept from one run to the next,
 * and for tests in which a process is to be killed while it waits for the disk.
 */
export function diskFolder(): string {
  return process.env["DISK_FOLDER"] ?? tmpdir();
}
