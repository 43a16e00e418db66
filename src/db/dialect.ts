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
 * Kysely on one open SQLite file. Unlike Kysely's own dialect it begins transactions as immediate, prepares
 * each text once, and waits for other processes' locks without blocking this process: open the file with
 * `busyTimeout: 0`. Queries outside a transaction wait for the open one to end; inside it, all queries must go
 * through `tx`.
 */
export function sqliteDialect(file: Database.Database): Dialect {
  return {
    createAdapter: () => new ManyConnections(),
    createDriver: () => new SqliteDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new PlanOnceCompiler(),
  };
}

/** Otherwise Kysely would queue every query behind one that waits for another process. */
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

/** State shared by all connections of one file: there is one handle and at most one transaction. */
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
    // After a failed commit the transaction is still open for the rollback; a full disk has already rolled it
    // back.
    if (how === "commit" || file.inTransaction) prepare(how).run();
    this.#shared.transaction = undefined;
    transaction?.end();
  }

  /** Runs `work` once no other connection's transaction is open. Retries while another process holds the lock. */
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

/** In milliseconds; about five seconds in total, as long as SQLite itself would have waited. */
const PAUSES = [1, 2, 4, 8, 15, 20, 50, ...Array.from({ length: 49 }, () => 100)];
