import { constants } from "node:fs";
import { copyFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { makePrivateFolder, removeDatabase, sync } from "#db/durable.ts";
import { migrate, type Migration, schemaVersion } from "#db/migrator.ts";
import { openFile } from "#db/open.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/** An empty tenant file of the newest schema, of which new tenants' files are copies. */
export type TenantTemplate = {
  readonly schemaVersion: number;
  /** Writes a copy, readable by this user only. Not yet durable: sync it when it has been filled. */
  readonly copyTo: (path: string) => Promise<void>;
};

/** Never over another file; where the file system can, the copy shares the template's blocks until it changes. */
const NEW_AND_SHARED = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;

/**
 * The template of this version of the product, kept under DATA_DIR: running the whole schema costs
 * several times what a copy does. Made once per schema version; older ones are removed.
 */
export async function openTenantTemplate(
  dataDir: string,
  migrations: readonly Migration[] = tenantMigrations,
): Promise<TenantTemplate> {
  const folder = join(dataDir, "templates");
  const name = `tenant-${migrations.length}.db`;
  await makePrivateFolder(folder);
  if (!isWhole(join(folder, name), migrations.length)) await make(folder, name, migrations);
  for (const other of await readdir(folder))
    if (other !== name) await rm(join(folder, other), { force: true });
  return {
    schemaVersion: migrations.length,
    copyTo: (path) => copyFile(join(folder, name), path, NEW_AND_SHARED),
  };
}

/** Whether it can be used as it is. What is wrong with it does not matter: it is made again. */
function isWhole(path: string, version: number): boolean {
  try {
    const file = openFile(path, { kind: "tenant", readonly: true });
    try {
      return schemaVersion(file) === version && file.pragma("quick_check(1)", { simple: true }) === "ok";
    } finally {
      file.close();
    }
  } catch {
    return false;
  }
}

async function make(folder: string, name: string, migrations: readonly Migration[]): Promise<void> {
  const unfinished = join(folder, `${name}.new`);
  await removeDatabase(unfinished);
  // WAL is set here, once, and copied with the rest.
  const file = openFile(unfinished, { kind: "tenant", create: true });
  migrate(file, migrations);
  file.close();
  await sync(unfinished);
  await removeDatabase(join(folder, name));
  await rename(unfinished, join(folder, name));
  await sync(folder);
}
