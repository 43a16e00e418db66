import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { tenantsFolder } from "#db/tenant-file.ts";
import { isUlid } from "#kernel/ids.ts";
import type { TenantId } from "#ports/control-plane.ts";

const FILE = ".db";

/** The maximum number of folders with tenants' files: each is named by two characters. */
export const SHARDS = 36 ** 2;

/** The tenants whose files are in one of the folders, by its number (0 to `SHARDS` - 1). Usually few or none. */
export async function tenantsInShard(dataDir: string, number: number): Promise<readonly TenantId[]> {
  const folder = join(tenantsFolder(dataDir), number.toString(36).padStart(2, "0"));
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter((name) => name.endsWith(FILE))
    .map((name) => name.slice(0, -FILE.length))
    .filter((id): id is TenantId => isUlid(id));
}
