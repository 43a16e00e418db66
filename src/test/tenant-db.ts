import Database from "better-sqlite3";
import { onTestFinished } from "vitest";

import { createExecutor } from "#db/executor.ts";
import { migrate } from "#db/migrator.ts";
import { asTenantDb, type TenantDb } from "#db/tenant-db.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";

/** An empty tenant file in memory with the newest schema; closed with the test that requested it. */
export function aTenantDb(): TenantDb {
  return asTenantDb(createExecutor(aMigratedFile()));
}

/** The same as a raw SQLite handle, for tests of the schema itself. */
export function aMigratedFile(): Database.Database {
  const file = new Database(migratedOnce());
  file.pragma("foreign_keys = ON");
  onTestFinished(() => void file.close());
  return file;
}

let snapshot: Buffer | undefined;

// Running all migrations takes milliseconds, copying the result microseconds.
function migratedOnce(): Buffer {
  if (snapshot) return snapshot;
  const file = new Database(":memory:");
  migrate(file, tenantMigrations);
  snapshot = file.serialize();
  file.close();
  return snapshot;
}
