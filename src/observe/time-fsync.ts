import { open, rm } from "node:fs/promises";
import { join } from "node:path";

import { stopwatch } from "./stopwatch.ts";

const TIMES = 7;
const BLOCK = Buffer.alloc(4096, 0x46);

/** How long the disk takes to sync 4 kB, in seconds: the median of seven. */
export async function timeFsync(folder: string): Promise<number> {
  const path = join(folder, `fsync-${process.pid}.tmp`);
  const file = await open(path, "w", 0o600);
  try {
    const taken: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const since = stopwatch();
      await file.write(BLOCK, 0, BLOCK.length, i * BLOCK.length);
      await file.datasync();
      taken.push((stopwatch() - since) / 1000);
    }
    return taken.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}
