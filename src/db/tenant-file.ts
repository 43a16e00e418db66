import { join } from "node:path";

import { isUlid } from "#kernel/ids.ts";

/** What SQLite keeps beside a file while it is open, and the file itself. */
export const FILE_ENDINGS = ["", "-wal", "-shm", "-journal"] as const;

/** The folder of all tenants' files. */
export function tenantsFolder(dataDir: string): string {
  return join(dataDir, "tenants");
}

/**
 * Where a tenant's file lies: `tenants/<last two characters of the id>/<id>.db`. The last characters are
 * random (the first are a time), so the folders fill evenly. Throws for anything but an id, so that
 * nothing that a visitor types becomes a path.
 */
export function tenantPath(dataDir: string, id: string): string {
  if (!isUlid(id)) throw new Error("A tenant's file is named by its id only.");
  return join(tenantsFolder(dataDir), id.slice(-2), `${id}.db`);
}
