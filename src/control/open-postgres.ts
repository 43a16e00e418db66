import { Kysely, PostgresDialect } from "kysely";

import type { Clock } from "#kernel/clock.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane } from "#ports/control-plane.ts";

import type { ControlDb } from "./control-db.ts";
import { createControlPlane } from "./control-plane.ts";
import { migrateControlPlane } from "./migrate.ts";
import type { ControlTables } from "./tables.ts";

export type PostgresOptions = { readonly clock: Clock; readonly log: Logger };

/** The control plane on a PostgreSQL server (`CONTROL_DATABASE_URL`), for more than one machine; migrated. */
export async function openPostgresControlPlane(
  url: string,
  { clock, log }: PostgresOptions,
): Promise<ControlPlane> {
  const db: ControlDb = new Kysely<ControlTables>({
    dialect: new PostgresDialect({ pool: () => openPool(url, log) }),
  });
  try {
    await migrateControlPlane(db, "postgres");
    return createControlPlane(db, clock);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** PostgreSQL's name for 64-bit integers (`select oid from pg_type where typname = 'int8'`). */
const INT8 = 20;

// Loaded when first needed: most installations run without PostgreSQL.
async function openPool(url: string, log: Logger) {
  const { Pool, types } = await import("pg");
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 5_000,
    query_timeout: 6_000,
    // Instants are 64-bit integers there and numbers here; they stay below 2^53.
    types: {
      getTypeParser: (oid, format) =>
        oid === INT8 && format !== "binary" ? Number : types.getTypeParser(oid, format),
    },
  });
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on("error", (error) => log.warn({ error }, "A connection to the control database broke."));
  return pool;
}
