import { type Kysely, sql, type Transaction } from "kysely";

import { controlPlaneMigrations } from "#control-plane-migrations/index.ts";
import { ForeignFileError } from "#db/file-errors.ts";

import type { ControlDb } from "./control-db.ts";

export type Engine = "sqlite" | "postgres";
export type ControlMigration = { readonly up: (db: Kysely<never>, on: Engine) => Promise<void> };

/**
 * Migrates the control plane to the newest schema. Each step runs in its own transaction, under a lock that
 * excludes other processes, and reads the version again. Throws `ForeignFileError` if a newer version of the
 * product has written the database.
 */
export async function migrateControlPlane(
  db: ControlDb,
  on: Engine,
  migrations: readonly ControlMigration[] = controlPlaneMigrations,
): Promise<void> {
  const version = VERSIONS[on];
  const step = (tx: Transaction<unknown>) => runNext(tx, on, version, migrations);
  while (await (db as Kysely<unknown>).transaction().execute(step));
}

async function runNext(
  tx: Transaction<unknown>,
  on: Engine,
  version: Version,
  migrations: readonly ControlMigration[],
): Promise<boolean> {
  await version.lock(tx);
  const reached = await version.read(tx);
  if (reached > migrations.length) {
    throw new ForeignFileError(
      "newer",
      `The control plane has schema ${reached}; this version knows ${migrations.length}.`,
    );
  }
  const next = migrations[reached];
  if (!next) return false;
  await next.up(tx as unknown as Kysely<never>, on);
  await version.write(tx, reached + 1);
  return true;
}

type Version = {
  readonly lock: (tx: Transaction<unknown>) => Promise<unknown>;
  readonly read: (tx: Transaction<unknown>) => Promise<number>;
  readonly write: (tx: Transaction<unknown>, version: number) => Promise<unknown>;
};

/** An arbitrary key that nothing else in the database locks: "Frontdesk" on a phone keypad. */
const ADVISORY_LOCK = sql.lit(376_683_375);

const VERSIONS: Readonly<Record<Engine, Version>> = {
  sqlite: {
    // The transaction began as immediate, which is the lock.
    lock: async () => {},
    read: async (tx) => {
      const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(tx);
      return rows[0]?.user_version ?? 0;
    },
    write: (tx, version) => sql`pragma user_version = ${sql.lit(version)}`.execute(tx),
  },
  postgres: {
    lock: (tx) => sql`select pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(tx),
    read: async (tx) => {
      await sql`create table if not exists schema_version (
        singleton integer primary key check (singleton = 1), version integer not null)`.execute(tx);
      await sql`insert into schema_version values (1, 0) on conflict do nothing`.execute(tx);
      const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(tx);
      return rows[0]?.version ?? 0;
    },
    write: (tx, version) => sql`update schema_version set version = ${version}`.execute(tx),
  },
};
