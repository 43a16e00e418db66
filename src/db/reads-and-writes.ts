import type { Query } from "./query.ts";

/** Reading. Statements that write are rejected. */
export type Reads = {
  readonly all: <Row>(query: Query<Row>) => Row[];
  readonly first: <Row>(query: Query<Row>) => Row | undefined;
  /**
   * The first column of each row, named `value`. With many rows, building an object for each is most of the
   * cost.
   */
  readonly column: <Value>(query: Query<{ value: Value }>) => Value[];
};

/** Reading and writing inside one `BEGIN IMMEDIATE` transaction. Throws once that has ended. */
export type Writes = Reads & {
  /** Runs a statement that writes. */
  readonly run: (query: Query<unknown>) => Written;
  /**
   * An object with one identity for all works of a commit, as long as none of them was undone. Such works see
   * each other's rows, so what is cached under it stays valid.
   */
  readonly together: object;
};

/** How many rows a statement changed, and the rowid of the last one inserted. */
export type Written = { readonly changes: number; readonly lastInsertRowid: number };

/** Rejects promises at compile time. */
export type Settled<T> = T extends PromiseLike<unknown> ? never : T;

export type Executor = Reads & {
  /**
   * Runs `work` in one immediate transaction and commits, or rolls back if it throws. `work` is synchronous,
   * and a returned promise is rejected with a TypeError: a transaction that waits would block the tenant.
   */
  readonly write: <T>(work: (tx: Writes) => Settled<T>) => T;
  /**
   * Like `write`, but in one commit with the other works submitted in this turn of the event loop. Runs later;
   * the promise is settled once the commit is on the disk. For concurrent writes whose result nobody needs at
   * once. `work` may be rolled back and run again, so it must have no side effects besides its writes.
   */
  readonly writeTogether: <T>(work: (tx: Writes) => Settled<T>) => Promise<T>;
  readonly isWriting: () => boolean;
  /** The number of committed transactions. While it is unchanged, so is everything read outside a transaction. */
  readonly writes: () => number;
  /** Drops prepared statements; they are prepared again on demand. */
  readonly forgetStatements: () => void;
  /** Call after the file's pages were freed: the next write then raises the page cache again. */
  readonly memoryWasReleased: () => void;
};

export type ExecutorHooks = {
  /**
   * Called with every error, after any rollback. The owner of the handle decides (with `fileFailure`, and
   * whether a transaction is still open) whether the handle can be used further; it may close it at once.
   */
  readonly failed?: (error: unknown) => void;
  /**
   * Called before the first transaction, and before the first after statements were dropped. An error aborts
   * the transaction.
   */
  readonly beforeWriting?: () => void;
  /** Wraps each commit: for measuring how long the disk takes. */
  readonly timeCommit?: Timed;
  /** Wraps each whole transaction: for tracing. */
  readonly timeWrite?: Timed;
  /** Called after each commit. Whoever sets it must keep the WAL short. */
  readonly committed?: () => void;
};

/** Runs `work`, measures how long it took, and returns its result. */
export type Timed = <T>(work: () => T) => T;
