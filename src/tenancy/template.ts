import { constants } from "node:fs";
import { copyFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { makePrivateFolder, removeDatabase, sync } from "#db/durable.ts";
import { migrate, type Migration } from "#db/migrator.ts";
import { openFile } from "#db/open.ts";
import { schemaVersion } from "#db/schema-version.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/** An empty tenant file of the newest schema; new tenants' files are copies of it. */
export type TenantTemplate = {
  readonly schemaVersion: number;
  /** Writes a copy, readable by this user only. It is not yet durable: sync it after filling it. */
  readonly copyTo: (path: string) => Promise<void>;
};

/**
 * Never overwrites a file. If the file system supports it, the copy shares blocks with the template until it
 * changes.
 */
const NEW_AND_SHARED = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;

/**
 * Opens the template of this version of the product, kept under DATA_DIR because running all migrations costs
 * several times as much as a copy. Created once per schema version; older templates are removed.
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

/** Whether the template is usable. The reason why not does not matter, since it is simply recreated. */
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
  // WAL mode is set here once, and copied along.
  const file = openFile(unfinished, { kind: "tenant", create: true });
  migrate(file, migrations);
  file.close();
  await sync(unfinished);
  await removeDatabase(join(folder, name));
  await rename(unfinished, join(folder, name));
  await sync(folder);
}
