import type Database from "better-sqlite3";

import { assertOwner } from "./assert-owner.ts";
import { watchWal } from "./checkpoints.ts";
import { createExecutor } from "./executor.ts";
import { asUnavailable, type FileFailure, fileFailure, ForeignFileError } from "./file-errors.ts";
import { migrate, type Migration } from "./migrator.ts";
import { assertDurable, openFile, shrinkMemory } from "./open.ts";
import type { Timed } from "./reads-and-writes.ts";
import { assertNotNewer } from "./schema-version.ts";
import { asTenantDb, type TenantDb } from "./tenant-db.ts";

export type OpenTenantOptions = {
  /** The tenant id that the file's `meta` row must contain. */
  readonly owner: string;
  readonly migrations: readonly Migration[];
  /** Checks the whole file for damage first: after the disk has failed under it. */
  readonly check?: boolean;
  /** Called once, after the handle has closed itself because it can no longer be trusted. */
  readonly broke?: (failure: FileFailure, error: unknown) => void;
  readonly timeCommit?: Timed | undefined;
  readonly timeWrite?: Timed | undefined;
  /**
   * Checkpoints the WAL once it has grown long; must never reject. Without it this connection checkpoints when
   * it commits.
   */
  readonly checkpoint?: (() => Promise<void>) | undefined;
};

/** A tenant's open file, with the operations reserved to its owner (the store, provisioning). */
export type TenantHandle = {
  readonly db: TenantDb;
  readonly schemaVersion: number;
  /** How many migrations were run on opening. */
  readonly migrated: number;
  /**
   * Frees the cached pages. Right after opening, most of them hold configuration that has been parsed and kept.
   */
  readonly forgetPages: () => void;
  /** Frees all memory that is kept for reuse. */
  readonly shrinkMemory: () => void;
  readonly close: () => void;
};

/** A migration threw. The file is as it was before that step. */
export class MigrationFailedError extends Error {
  override readonly name = "MigrationFailedError";
}

/**
 * Opens a tenant's file after checking its kind, owner and schema version, and migrates it to the newest
 * schema. Throws `ForeignFileError`, `MigrationFailedError` or SQLite's own error.
 */
export function openTenantFile(path: string, options: OpenTenantOptions): TenantHandle {
  const file = openFile(path, { kind: "tenant", readsFirst: true });
  try {
    if (options.check) assertUndamaged(file);
    const version = assertNotNewer(file, options.migrations.length);
    assertOwner(file, options.owner);
    // Usually there is nothing to do, and every access counts when thousands of files are opened.
    const migrated = version < options.migrations.length ? migrateOrFail(file, options.migrations) : 0;
    return handleOn(file, migrated, options);
  } catch (error) {
    file.close();
    throw error;
  }
}

function handleOn(file: Database.Database, migrated: number, options: OpenTenantOptions): TenantHandle {
  const failed = (error: unknown): void => {
    // If the rollback failed too, blame the disk.
    const failure = fileFailure(error) ?? (file.inTransaction ? "io" : undefined);
    if (!failure) return;
    file.close();
    options.broke?.(failure, error);
  };
  const forgetPages = (): void => {
    try {
      shrinkMemory(file);
      executor.memoryWasReleased();
    } catch (error) {
      // Shrinking reads one page, which may fail.
      failed(error);
    }
  };
  const executor = createExecutor(file, {
    failed,
    beforeWriting: () => assertDurable(file),
    ...(options.timeCommit && { timeCommit: options.timeCommit }),
    ...(options.timeWrite && { timeWrite: options.timeWrite }),
    ...(options.checkpoint && { committed: watchWal(file, options.checkpoint) }),
  });
  return {
    db: asTenantDb(executor),
    schemaVersion: options.migrations.length,
    migrated,
    forgetPages,
    shrinkMemory: () => {
      executor.forgetStatements();
      forgetPages();
    },
    close: () => void file.close(),
  };
}

function assertUndamaged(file: Database.Database): void {
  const found = file.pragma("quick_check(1)", { simple: true });
  if (found !== "ok") throw new ForeignFileError("damaged", `The file is damaged: ${String(found)}`);
}

function migrateOrFail(file: Database.Database, migrations: readonly Migration[]): number {
  try {
    assertDurable(file);
    return migrate(file, migrations);
  } catch (error) {
    // A full disk is not the migration's fault: it may succeed later.
    if (asUnavailable(error) !== error) throw error;
    throw new MigrationFailedError("A migration of a tenant's file failed.", { cause: error });
  }
}
