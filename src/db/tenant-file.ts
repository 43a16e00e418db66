import { join } from "node:path";

import { isUlid } from "#kernel/ids.ts";

/** The endings of the database itself and of the files that SQLite keeps beside it. */
export const FILE_ENDINGS = ["", "-wal", "-shm", "-journal"] as const;

/** The folder of all tenants' files. */
export function tenantsFolder(dataDir: string): string {
  return join(dataDir, "tenants");
}

/**
 * The path of a tenant's file: `tenants/<last two characters of the id>/<id>.db`. A ULID's last characters are
 * random (its first are a time), so the folders fill evenly. Throws for anything but a ULID, so that no user
 * input becomes a path.
 */
export function tenantPath(dataDir: string, id: string): string {
  if (!isUlid(id)) throw new Error("A tenant's file is named by its id only.");
  return join(tenantsFolder(dataDir), id.slice(-2), `${id}.db`);
}
