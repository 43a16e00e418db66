import { setTimeout as sleep } from "node:timers/promises";

import type Database from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
} from "kysely";

import { asUnavailable, isBusy } from "./file-errors.ts";
import { preparedOnce } from "./prepared.ts";
import { PlanOnceCompiler } from "./sqlite-compiler.ts";

/**
 * Kysely on one open SQLite file. Unlike Kysely's own dialect it begins immediate, prepares each text
 * once, and waits for other processes' locks without blocking this one: open the file with
 * `busyTimeout: 0`. Queries outside a transaction wait for the one that is open; inside, all go through
 * `tx`.
 */
export function sqliteDialect(file: Database.Database): Dialect {
  return {
    createAdapter: () => new ManyConnections(),
    createDriver: () => new SqliteDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new PlanOnceCompiler(),
  };
}

/** Without this, Kysely would queue every query behind one that waits for another process. */
class ManyConnections extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #file: Database.Database;
  readonly #shared: Shared;

  constructor(file: Database.Database) {
    this.#file = file;
    this.#shared = { file, prepare: preparedOnce(file, () => {}), transaction: undefined };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteConnection(this.#shared);
  }

  async releaseConnection(): Promise<void> {}

  beginTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as SqliteConnection).begin();
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    (connection as SqliteConnection).end("commit");
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    (connection as SqliteConnection).end("rollback");
  }

  async destroy(): Promise<void> {
    this.#file.close();
  }
}

/** What all connections of one file have in common: there is one handle, and at most one transaction. */
type Shared = {
  readonly file: Database.Database;
  readonly prepare: (sql: string) => Database.Statement;
  transaction:
    | { readonly of: SqliteConnection; readonly ended: Promise<void>; readonly end: () => void }
    | undefined;
};

class SqliteConnection implements DatabaseConnection {
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#inTurn(() => {
      const statement = this.#shared.prepare(sql);
      if (statement.reader) return { rows: statement.all(...parameters) as Row[] };
      return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
    });
  }

  // oxlint-disable-next-line require-yield -- Kysely's interface asks for it; nothing here streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("Nothing is streamed from the control plane.");
  }

  begin(): Promise<void> {
    return this.#inTurn(() => {
      this.#shared.prepare("begin immediate").run();
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#shared.transaction = { of: this, ended: promise, end: resolve };
    });
  }

  end(how: "commit" | "rollback"): void {
    const { file, prepare, transaction } = this.#shared;
    // A failed commit leaves the transaction open for the rollback; a full disk has rolled back already.
    if (how === "commit" || file.inTransaction) prepare(how).run();
    this.#shared.transaction = undefined;
    transaction?.end();
  }

  /** Runs `work` when no other's transaction is open; while another process has the lock, tries again. */
  async #inTurn<T>(work: () => T): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      while (this.#shared.transaction && this.#shared.transaction.of !== this)
        await this.#shared.transaction.ended;
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || attempt === PAUSES.length) throw asUnavailable(error);
      }
      await sleep(PAUSES[attempt]);
    }
  }
}

/** Five seconds in all: as long as SQLite itself would have waited. */
const PAUSES = [1, 2, 4, 8, 15, 20, 50, ...Array.from({ length: 49 }, () => 100)];
