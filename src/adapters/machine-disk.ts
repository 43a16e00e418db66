import { statfs } from "node:fs/promises";

import type { DiskSpace } from "#ports/disk-space.ts";

/** The disk that holds a folder. Blocks reserved for root do not count as free. */
export function machineDisk(folder: string): DiskSpace {
  return {
    look: async () => {
      const { bavail, blocks, bsize } = await statfs(folder);
      return { free: bavail * bsize, size: blocks * bsize };
    },
  };
}
