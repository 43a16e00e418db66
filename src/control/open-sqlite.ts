import { Kysely } from "kysely";

import { sqliteDialect } from "#db/dialect.ts";
import { assertSqliteVersion, openFile } from "#db/open.ts";
import type { Clock } from "#kernel/clock.ts";
import type { ControlPlane } from "#ports/control-plane.ts";

import type { ControlDb } from "./control-db.ts";
import { createControlPlane } from "./control-plane.ts";
import { migrateControlPlane } from "./migrate.ts";
import type { ControlTables } from "./tables.ts";

/**
 * The control plane in a SQLite file (`DATA_DIR/control.db`), which is made if it is not there, and
 * migrated. `:memory:` in tests.
 */
export async function openSqliteControlPlane(
  path: string,
  { clock }: { clock: Clock },
): Promise<ControlPlane> {
  const db: ControlDb = openSqlite(path);
  try {
    await migrateControlPlane(db, "sqlite");
    return createControlPlane(db, clock);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The same for reading only, as it is: beside the process that owns it. Nothing is made or migrated. */
export function readSqliteControlPlane(path: string, { clock }: { clock: Clock }): ControlPlane {
  const file = openFile(path, { kind: "control", readonly: true });
  return createControlPlane(new Kysely<ControlTables>({ dialect: sqliteDialect(file) }), clock);
}

function openSqlite(path: string): ControlDb {
  // The dialect waits for other processes' locks; SQLite's own waiting would stop this one.
  const file = openFile(path, { kind: "control", create: true, busyTimeout: 0 });
  assertSqliteVersion(file);
  return new Kysely<ControlTables>({ dialect: sqliteDialect(file) });
}
