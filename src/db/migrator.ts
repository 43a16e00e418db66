import type Database from "better-sqlite3";
import type { RawBuilder } from "kysely";

import { ForeignFileError } from "./file-errors.ts";
import { queryBuilder } from "./query.ts";

/** Runs one statement; answers its rows, if it has any. */
export type RunStatement = (statement: RawBuilder<unknown>) => readonly unknown[];

/** One step of a file's schema. Its number is its place in the list, counted from 1. */
export type Migration = { readonly up: (run: RunStatement) => void };

/** Which migration a file has reached: SQLite's `user_version`; 0 for an empty one. */
export function schemaVersion(file: Database.Database): number {
  return Number(file.pragma("user_version", { simple: true }));
}

/** Throws `ForeignFileError` for a file that a newer version of the product has written. */
export function assertNotNewer(file: Database.Database, newest: number): void {
  const version = schemaVersion(file);
  if (version <= newest) return;
  throw new ForeignFileError(
    "newer",
    `The file has schema ${version}; this version of Frontdesk knows ${newest}.`,
  );
}

/**
 * Brings a file to the newest schema, each step in its own immediate transaction that reads the version
 * again: of two processes that try, one does it and the other finds it done. Says how many steps it ran.
 * A step that throws leaves the file at the step before.
 */
export function migrate(file: Database.Database, migrations: readonly Migration[]): number {
  assertNotNewer(file, migrations.length);
  let ran = 0;
  while (schemaVersion(file) < migrations.length) ran += runNext(file, migrations);
  return ran;
}

function runNext(file: Database.Database, migrations: readonly Migration[]): number {
  // A table can only be rebuilt with foreign keys off, which is possible only outside a transaction
  // (https://sqlite.org/lang_altertable.html#otheralter); they are checked before the commit instead.
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
