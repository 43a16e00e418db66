import type Database from "better-sqlite3";

import { bind, type Query } from "./query.ts";

/** Reading. `all` and `first` refuse statements that write. */
export type Reads = {
  readonly all: <Row>(query: Query<Row>) => Row[];
  readonly first: <Row>(query: Query<Row>) => Row | undefined;
};

/** Reading and writing inside one `BEGIN IMMEDIATE` transaction. Useless once that has ended. */
export type Writes = Reads & {
  /** Runs a statement that writes and says how many rows it changed. */
  readonly run: (query: Query<unknown>) => { readonly changes: number };
};

/** A type that turns a promise into an error at compile time. */
export type Settled<T> = T extends PromiseLike<unknown> ? never : T;

export type Executor = Reads & {
  /**
   * Runs `work` in one immediate transaction: all of it is kept, or, if it throws, nothing. `work` is
   * synchronous; a returned promise is refused, because a transaction that waits blocks the tenant.
   */
  readonly write: <T>(work: (tx: Writes) => Settled<T>) => T;
  readonly isWriting: () => boolean;
};

/** Runs queries on one open file, each distinct text prepared once. */
export function createExecutor(file: Database.Database): Executor {
  const prepared = new Map<string, Database.Statement>();
  const begin = file.prepare("begin immediate");
  const commit = file.prepare("commit");
  const rollback = file.prepare("rollback");
  let writing = false;

  const prepare = (sql: string): Database.Statement => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = file.prepare(sql);
    if (/\battach\b/i.test(sql)) throw new Error("Attaching files is not allowed.");
    prepared.set(sql, made);
    return made;
  };

  const readable = (sql: string): Database.Statement => {
    const made = prepare(sql);
    if (!made.readonly) throw new Error("Writing is possible only inside write(), through its transaction.");
    return made;
  };

  const reads: Reads = {
    all: <Row>(query: Query<Row>) => {
      const { sql, parameters } = bind(query);
      return readable(sql).all(...parameters) as Row[];
    },
    first: <Row>(query: Query<Row>) => {
      const { sql, parameters } = bind(query);
      return readable(sql).get(...parameters) as Row | undefined;
    },
  };

  function write<T>(work: (tx: Writes) => Settled<T>): T {
    if (writing) throw new Error("A transaction is open already: pass its tx on instead of starting another.");
    begin.run();
    writing = true;
    const { tx, revoke } = openTransaction(prepare);
    try {
      const result: T = work(tx);
      if (isThenable(result)) throw new TypeError("write() was given asynchronous work; a transaction never waits.");
      commit.run();
      return result;
    } catch (error) {
      // Some failures (a full disk) have rolled back by themselves.
      if (file.inTransaction) rollback.run();
      throw error;
    } finally {
      revoke();
      writing = false;
    }
  }

  return { ...reads, write, isWriting: () => writing };
}

function openTransaction(prepare: (sql: string) => Database.Statement): { tx: Writes; revoke: () => void } {
  let open = true;
  const live = (sql: string): Database.Statement => {
    if (!open) throw new Error("This transaction has ended.");
    return prepare(sql);
  };
  const tx: Writes = {
    all: <Row>(query: Query<Row>) => {
      const { sql, parameters } = bind(query);
      return live(sql).all(...parameters) as Row[];
    },
    first: <Row>(query: Query<Row>) => {
      const { sql, parameters } = bind(query);
      return live(sql).get(...parameters) as Row | undefined;
    },
    run: (query) => {
      const { sql, parameters } = bind(query);
      return { changes: live(sql).run(...parameters).changes };
    },
  };
  return { tx, revoke: () => void (open = false) };
}

function isThenable(value: unknown): boolean {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
