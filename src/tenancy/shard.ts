import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { tenantsFolder } from "#db/tenant-file.ts";
import { isUlid } from "#kernel/ids.ts";
import type { TenantId } from "#ports/control-plane.ts";

const FILE = ".db";

/** How many folders hold tenants' files, at most: two characters name one. */
export const SHARDS = 36 ** 2;

/** Whose files lie in one of the folders, by its number (0 to `SHARDS` - 1); mostly few, and often nobody's. */
export async function tenantsInShard(dataDir: string, number: number): Promise<readonly TenantId[]> {
  const folder = join(tenantsFolder(dataDir), number.toString(36).padStart(2, "0"));
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter((name) => name.endsWith(FILE))
    .map((name) => name.slice(0, -FILE.length))
    .filter((id): id is TenantId => isUlid(id));
}
