import { Kysely } from "kysely";

import { sqliteDialect } from "#db/dialect.ts";
import { fileFailure, ForeignFileError } from "#db/file-errors.ts";
import { assertSqliteVersion, openFile } from "#db/open.ts";
import type { Clock } from "#kernel/clock.ts";
import { StartProblem } from "#kernel/start-problem.ts";
import type { ControlPlane } from "#ports/control-plane.ts";

import type { ControlDb } from "./control-db.ts";
import { createControlPlane } from "./control-plane.ts";
import { migrateControlPlane } from "./migrate.ts";
import type { ControlTables } from "./tables.ts";

/**
 * Opens and migrates the control plane in a SQLite file (`DATA_DIR/control.db`), creating it if it is missing;
 * `:memory:` in tests. Throws `StartProblem` if the file is damaged or not ours to use.
 */
export async function openSqliteControlPlane(
  path: string,
  { clock }: { clock: Clock },
): Promise<ControlPlane> {
  const db: ControlDb = explained(path, () => openSqlite(path));
  try {
    await migrateControlPlane(db, "sqlite");
    return createControlPlane(db, clock);
  } catch (error) {
    await db.destroy();
    throw explain(path, error);
  }
}

/**
 * Opens the control plane read-only and unmigrated, beside the process that owns it. Throws `StartProblem` as
 * well, and creates nothing.
 */
export function readSqliteControlPlane(path: string, { clock }: { clock: Clock }): ControlPlane {
  const file = explained(path, () => openFile(path, { kind: "control", readonly: true }));
  return createControlPlane(new Kysely<ControlTables>({ dialect: sqliteDialect(file) }), clock);
}

function openSqlite(path: string): ControlDb {
  // The dialect waits for other processes' locks; SQLite's own waiting would block this one.
  const file = openFile(path, { kind: "control", create: true, busyTimeout: 0 });
  assertSqliteVersion(file);
  return new Kysely<ControlTables>({ dialect: sqliteDialect(file) });
}

function explained<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw explain(path, error);
  }
}

/** Adds what to do about a file that cannot be the control plane; other errors are returned unchanged. */
function explain(path: string, error: unknown): unknown {
  const foreign = error instanceof ForeignFileError ? error.reason : undefined;
  if (foreign === undefined && fileFailure(error) !== "corrupt") return error;
  const why = (error as Error).message.replace(/\.$/, "");
  const advice = foreign === "newer" ? "Start the newer version." : PUT_BACK;
  return new StartProblem(`${path} cannot be used: ${why}. ${advice}`, { cause: error });
}

const PUT_BACK =
  "If it is lost, move it away with all whose names begin with its own, and put everything back: cli restore --all";
