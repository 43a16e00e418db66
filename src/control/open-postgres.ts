import { Kysely, PostgresDialect } from "kysely";

import type { Clock } from "#kernel/clock.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane } from "#ports/control-plane.ts";

import type { ControlDb } from "./control-db.ts";
import { createControlPlane } from "./control-plane.ts";
import { migrateControlPlane } from "./migrate.ts";
import type { ControlTables } from "./tables.ts";

export type PostgresOptions = { readonly clock: Clock; readonly log: Logger };

/**
 * Opens and migrates the control plane on a PostgreSQL server (`CONTROL_DATABASE_URL`), for installations on
 * more than one machine. Throws if the server cannot be reached.
 */
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

// Loaded on first use: most installations run without PostgreSQL.
async function openPool(url: string, log: Logger) {
  const { Pool, TypeOverrides, types } = await import("pg");
  // Instants are 64-bit integers there and numbers here; they stay below 2^53.
  const parsers = new TypeOverrides();
  parsers.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 2_000,
    statement_timeout: 5_000,
    query_timeout: 6_000,
    types: parsers,
  });
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on("error", (error) => log.warn({ error }, "A connection to the control database broke."));
  return pool;
}
