import type Database from "better-sqlite3";

import { assertOwner } from "./assert-owner.ts";
import { createExecutor } from "./executor.ts";
import { openFile } from "./open.ts";
import { assertNotNewer, schemaVersion } from "./schema-version.ts";
import { asTenantDb, type TenantReads } from "./tenant-db.ts";

/** One tenant's file, open read-only: next to the server that owns it, or without one. */
export type TenantReading = {
  readonly db: TenantReads;
  /** What SQLite finds wrong with the file, damage and dangling references, in sentences. */
  readonly damage: () => string[];
  /** Writes a consistent copy of the file as it is at this moment, complete and with no WAL beside it. */
  readonly snapshotTo: (path: string) => void;
  readonly close: () => void;
};

/**
 * Opens a tenant's file read-only after checking that it is `owner`'s and has the schema that this version
 * reads (`newest`: the number of migrations). Throws `ForeignFileError`, an error for an older schema, or
 * SQLite's own.
 */
export function readTenantFile(path: string, owner: string, newest: number): TenantReading {
  const file = openFile(path, { kind: "tenant", readonly: true });
  try {
    assertReadable(file, owner, newest);
    return {
      db: asTenantDb(createExecutor(file)),
      damage: () => damageOf(file),
      snapshotTo: (copy) => void file.prepare("vacuum into ?").run(copy),
      close: () => void file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

function assertReadable(file: Database.Database, owner: string, newest: number): void {
  assertNotNewer(file, newest);
  const version = schemaVersion(file);
  if (version < newest) throw new Error(`The file has schema ${version} of ${newest}: run "migrate" first.`);
  assertOwner(file, owner);
}

function damageOf(file: Database.Database): string[] {
  const checked = file.pragma("quick_check(10)") as readonly { quick_check: string }[];
  const broken = file.pragma("foreign_key_check") as readonly { table: string; rowid: number | null }[];
  return [
    ...checked
      .filter((row) => row.quick_check !== "ok")
      .map((row) => `The file is damaged: ${row.quick_check}`),
    ...broken.map((row) => `A row of ${row.table} (${row.rowid ?? "without rowid"}) refers to nothing`),
  ];
}
