import type Database from "better-sqlite3";

import { AppError } from "#kernel/errors.ts";

import { assertAllowed } from "./allowed-statements.ts";
import { asUnavailable } from "./file-errors.ts";
import { type Prepare, preparedOnce } from "./prepared.ts";
import { bind, type Query } from "./query.ts";

/** Reading. Statements that write are refused. */
export type Reads = {
  readonly all: <Row>(query: Query<Row>) => Row[];
  readonly first: <Row>(query: Query<Row>) => Row | undefined;
  /** The first column of each row: where there are many rows, making an object of each is most of the cost. */
  readonly column: <Value>(query: Query<{ value: Value }>) => Value[];
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
  /** How many transactions were kept. While it stays the same, so does what was read outside of one. */
  readonly writes: () => number;
  /** Gives the memory of prepared statements back; they are prepared anew when they are needed. */
  readonly forgetStatements: () => void;
};

export type ExecutorHooks = {
  /**
   * Told of every error, after the rollback. The owner of the handle decides (with `fileFailure`, and by
   * whether it is still in a transaction) if it may be used on; it may close it at once.
   */
  readonly failed?: (error: unknown) => void;
  /** Runs each commit: for measuring how long the disk takes. */
  readonly timeCommit?: Timed;
  /** Runs each transaction, from its beginning to its end: for tracing. */
  readonly timeWrite?: Timed;
};

/** Runs `work` and hands on what it answers, measuring how long it took. */
export type Timed = <T>(work: () => T) => T;

/**
 * Runs queries on one open file, each distinct text prepared once. Failures of the machine (a full or
 * failing disk, a damaged file) are thrown as UNAVAILABLE; broken constraints as SQLite's own errors.
 */
export function createExecutor(file: Database.Database, hooks: ExecutorHooks = {}): Executor {
  const { failed, timeCommit = (work) => work(), timeWrite } = hooks;
  const prepare = preparedOnce(file, assertAllowed);
  const preparePlucked = preparedOnce(file, assertAllowed, { pluck: true });
  // Most open files are only read.
  let ends: TransactionEnds | undefined;
  let writing = false;
  let writes = 0;

  const failure = (error: unknown): unknown => {
    if (!file.open) return new AppError("UNAVAILABLE", undefined, undefined, { cause: error });
    // Inside a transaction the error is on its way through `write`, which rolls back before it tells.
    if (!writing) failed?.(error);
    return asUnavailable(error);
  };

  const readable = (made: Database.Statement): Database.Statement => {
    if (!made.readonly) throw new Error("Writing is possible only inside write(), through its transaction.");
    return made;
  };

  const reads: Reads = {
    all: <Row>(query: Query<Row>) => {
      const { sql, parameters } = bind(query);
      try {
        return readable(prepare(sql)).all(...parameters) as Row[];
      } catch (error) {
        throw failure(error);
      }
    },
    first: <Row>(query: Query<Row>) => {
      const { sql, parameters } = bind(query);
      try {
        return readable(prepare(sql)).get(...parameters) as Row | undefined;
      } catch (error) {
        throw failure(error);
      }
    },
    column: <Value>(query: Query<{ value: Value }>) => {
      const { sql, parameters } = bind(query);
      try {
        return readable(preparePlucked(sql)).all(...parameters) as Value[];
      } catch (error) {
        throw failure(error);
      }
    },
  };

  function write<T>(work: (tx: Writes) => Settled<T>): T {
    if (writing)
      throw new Error("A transaction is open already: pass its tx on instead of starting another.");
    const { tx, revoke } = openTransaction(prepare, preparePlucked);
    try {
      const { begin, commit } = (ends ??= transactionEnds(file));
      begin.run();
      writing = true;
      const result: T = work(tx);
      if (isThenable(result))
        throw new TypeError("write() was given asynchronous work; a transaction never waits.");
      timeCommit(() => commit.run());
      writes++;
      writing = false;
      return result;
    } catch (error) {
      writing = false;
      undo();
      throw failure(error);
    } finally {
      revoke();
    }
  }

  function undo(): void {
    try {
      // Some failures (a full disk) have rolled back by themselves.
      if (file.inTransaction) ends?.rollback.run();
    } catch {
      // Then the handle stays in its transaction, which tells its owner that it is of no more use.
    }
  }

  const timedWrite: typeof write = (work) => (timeWrite ? timeWrite(() => write(work)) : write(work));
  return {
    ...reads,
    write: timeWrite ? timedWrite : write,
    isWriting: () => writing,
    writes: () => writes,
    forgetStatements: () => {
      prepare.forget();
      preparePlucked.forget();
      ends = undefined;
    },
  };
}

type TransactionEnds = Readonly<Record<"begin" | "commit" | "rollback", Database.Statement>>;

function transactionEnds(file: Database.Database): TransactionEnds {
  return {
    begin: file.prepare("begin immediate"),
    commit: file.prepare("commit"),
    rollback: file.prepare("rollback"),
  };
}

function openTransaction(prepare: Prepare, preparePlucked: Prepare): { tx: Writes; revoke: () => void } {
  let open = true;
  const live = (sql: string, how = prepare): Database.Statement => {
    if (!open) throw new Error("This transaction has ended.");
    return how(sql);
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
    column: <Value>(query: Query<{ value: Value }>) => {
      const { sql, parameters } = bind(query);
      return live(sql, preparePlucked).all(...parameters) as Value[];
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
