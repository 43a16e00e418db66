import type Database from "better-sqlite3";
import type { RawBuilder } from "kysely";

import { queryBuilder } from "./query.ts";
import { assertNotNewer, schemaVersion } from "./schema-version.ts";

/** Runs one statement and returns its rows, if any. */
export type RunStatement = (statement: RawBuilder<unknown>) => readonly unknown[];

/** One step of a file's schema. Its number is its position in the list, counted from 1. */
export type Migration = { readonly up: (run: RunStatement) => void };

/**
 * Migrates a file to the newest schema and returns the number of steps run. Each step runs in an immediate
 * transaction that reads the version again, so if two processes try, one runs it and the other finds it done. A
 * step that throws leaves the file at the step before.
 */
export function migrate(file: Database.Database, migrations: readonly Migration[]): number {
  assertNotNewer(file, migrations.length);
  let ran = 0;
  while (schemaVersion(file) < migrations.length) ran += runNext(file, migrations);
  return ran;
}

function runNext(file: Database.Database, migrations: readonly Migration[]): number {
  // Rebuilding a table requires foreign keys to be off, which is only possible outside a transaction
  // (https://sqlite.org/lang_altertable.html#otheralter). They are checked before the commit instead.
  file.pragma("foreign_keys = OFF");
  try {
    return file
      .transaction(() => {
        const version = schemaVersion(file);
        const next = migrations[version];
        if (!next) return 0;
        next.up((statement) => run(file, statement));
        assertForeignKeys(file);
        file.pragma(`user_version = ${version + 1}`);
        return 1;
      })
      .immediate();
  } finally {
    file.pragma("foreign_keys = ON");
  }
}

const builder = queryBuilder<Record<string, never>>();

function run(file: Database.Database, statement: RawBuilder<unknown>): readonly unknown[] {
  const { sql, parameters } = statement.compile(builder);
  const prepared = file.prepare(sql);
  if (prepared.reader) return prepared.all(...parameters);
  prepared.run(...parameters);
  return [];
}

function assertForeignKeys(file: Database.Database): void {
  const broken = file.pragma("foreign_key_check") as readonly { table: string }[];
  if (broken.length > 0)
    throw new Error(`The migration leaves ${broken[0]?.table} with rows that refer to nothing.`);
}
