import { tmpdir } from "node:os";

/**
 * A temp folder that is on a disk, though that of the tests may be in memory: for files kept between runs,
 * and for tests that kill a process while it waits for the disk.
 */
export function diskFolder(): string {
  return process.env["DISK_FOLDER"] ?? tmpdir();
}
