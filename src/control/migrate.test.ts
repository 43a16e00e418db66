import { join } from "node:path";

import { Kysely, PGliteDialect, sql } from "kysely";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { sqliteDialect } from "#db/dialect.ts";
import { openFile } from "#db/open.ts";
import { anEmptyPostgres } from "#test/postgres.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import type { ControlDb } from "./control-db.ts";
import { type ControlMigration, type Engine, migrateControlPlane } from "./migrate.ts";

const staff: ControlMigration = {
  up: async (db) => {
    await sql`create table staff (id text primary key)`.execute(db);
  },
};
const mia: ControlMigration = {
  up: async (db) => {
    await sql`insert into staff values ('mia')`.execute(db);
  },
};
const broken: ControlMigration = {
  up: async (db) => {
    await sql`insert into staff values ('noor')`.execute(db);
    await sql`insert into nowhere values (1)`.execute(db);
  },
};

beforeAll(async () => void (await anEmptyPostgres()));

const engines: Record<Engine, () => Promise<{ db: ControlDb; again: () => ControlDb }>> = {
  sqlite: async () => {
    const path = join(temporaryFolder(), "control.db");
    const again = (): ControlDb => {
      const db: ControlDb = new Kysely({
        dialect: sqliteDialect(openFile(path, { kind: "control", create: true, busyTimeout: 0 })),
      });
      onTestFinished(() => db.destroy());
      return db;
    };
    return { db: again(), again };
  },
  postgres: async () => {
    const db: ControlDb = new Kysely({ dialect: new PGliteDialect({ pglite: await anEmptyPostgres() }) });
    return { db, again: () => db };
  },
};

describe.each(["sqlite", "postgres"] as const)("migrating the control plane on %s", (on) => {
  const names = async (db: ControlDb) =>
    (await sql<{ id: string }>`select id from staff order by id`.execute(db)).rows.map((row) => row.id);

  it("runs each step once, in order, and rolls back a failing one", async () => {
    const { db } = await engines[on]();
    await migrateControlPlane(db, on, [staff]);
    await migrateControlPlane(db, on, [staff, mia]);
    await migrateControlPlane(db, on, [staff, mia]);
    await expect(migrateControlPlane(db, on, [staff, mia, broken])).rejects.toThrow("nowhere");
    expect(await names(db)).toEqual(["mia"]);
  });

  it("runs once if two processes start together", async () => {
    const { db, again } = await engines[on]();
    const other = again();
    await Promise.all([
      migrateControlPlane(db, on, [staff, mia]),
      migrateControlPlane(other, on, [staff, mia]),
    ]);
    expect(await names(db)).toEqual(["mia"]);
  });

  it("rejects a database written by a newer version", async () => {
    const { db } = await engines[on]();
    await migrateControlPlane(db, on, [staff, mia]);
    await expect(migrateControlPlane(db, on, [staff])).rejects.toMatchObject({ reason: "newer" });
  });
});
