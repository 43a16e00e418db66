import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";

import { tenantsFolder } from "#db/tenant-file.ts";

const LOG = ".db-wal";

/**
 * The ids of tenants whose files were open and written to when the process ended without closing them: SQLite
 * left their logs behind. What they wrote last, the control plane may not have been told. Opens none of them;
 * ask before any is opened.
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
