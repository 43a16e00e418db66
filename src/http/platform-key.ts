import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Ids } from "#kernel/ids.ts";

/**
 * Development only: the platform key that an earlier start stored in DATA_DIR, or a new one, stored there
 * (`platform-api-key`, readable by this user only).
 */
export function keepPlatformKey(dataDir: string, ids: Ids): string {
  const path = join(dataDir, "platform-api-key");
  try {
    writeFileSync(path, `fdp_${ids.token(24)}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    chmodSync(path, 0o600);
  }
  return readFileSync(path, "utf8").trim();
}
