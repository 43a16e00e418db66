import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";

import { tenantsFolder } from "#db/tenant-file.ts";

const LOG = ".db-wal";

/**
 * The ids of tenants whose files had been written to and were not closed when the last process ended,
 * recognized by the WALs that SQLite left behind. The control plane may not know of their latest wake-ups.
 * Opens no file; call it before any is opened.
 */
export async function interruptedTenants(dataDir: string): Promise<readonly string[]> {
  const folder = tenantsFolder(dataDir);
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  const ids: string[] = [];
  for (const name of names) {
    if (!name.endsWith(LOG) || (await stat(join(folder, name))).size === 0) continue;
    ids.push(basename(name, LOG));
  }
  return ids;
}
