import type { Query } from "./query.ts";

/** Reading. Statements that write are refused. */
export type Reads = {
  readonly all: <Row>(query: Query<Row>) => Row[];
  readonly first: <Row>(query: Query<Row>) => Row | undefined;
  /** The first column of each row: where there are many rows, making an object of each is most of the cost. */
  readonly column: <Value>(query: Query<{ value: Value }>) => Value[];
};

/** Reading and writing inside one `BEGIN IMMEDIATE` transaction. Useless once that has ended. */
export type Writes = Reads & {
  /** Runs a statement that writes. */
  readonly run: (query: Query<unknown>) => Written;
  /** The same for works that are committed together, as long as none of them was undone: they see each other's rows. */
  readonly together: object;
};

/** How many rows a statement changed, and under which number the last that it added is kept, if it has one. */
export type Written = { readonly changes: number; readonly lastInsertRowid: number };

/** A type that turns a promise into an error at compile time. */
export type Settled<T> = T extends PromiseLike<unknown> ? never : T;

export type Executor = Reads & {
  /**
   * Runs `work` in one immediate transaction: all of it is kept, or, if it throws, nothing. `work` is
   * synchronous; a returned promise is refused, because a transaction that waits blocks the tenant.
   */
  readonly write: <T>(work: (tx: Writes) => Settled<T>) => T;
  /**
   * As `write`, in one commit with what else is to be written in this turn of the event loop. `work` is done
   * later, and the promise settled when it is on the disk. For what many want at once and no one waits to see.
   * It may be done again, after all that it wrote was undone: besides writing it does nothing that counts.
   */
  readonly writeTogether: <T>(work: (tx: Writes) => Settled<T>) => Promise<T>;
  readonly isWriting: () => boolean;
  /** How many transactions were kept. While it stays the same, so does what was read outside of one. */
  readonly writes: () => number;
  /** Gives the memory of prepared statements back; they are prepared anew when they are needed. */
  readonly forgetStatements: () => void;
  /** To be told when the file's pages were given back: the next write asks for room for them again. */
  readonly pagesWereForgotten: () => void;
};

export type ExecutorHooks = {
  /**
   * Told of every error, after the rollback. The owner of the handle decides (with `fileFailure`, and by
   * whether it is still in a transaction) if it may be used on; it may close it at once.
   */
  readonly failed?: (error: unknown) => void;
  /** Called before the first transaction, and the first after statements were forgotten; what it throws ends that. */
  readonly beforeWriting?: () => void;
  /** Runs each commit: for measuring how long the disk takes. */
  readonly timeCommit?: Timed;
  /** Runs each transaction, from its beginning to its end: for tracing. */
  readonly timeWrite?: Timed;
  /** Called after each commit; whoever gives it sees to it that a long log is brought into the file. */
  readonly committed?: () => void;
};

/** Runs `work` and hands on what it answers, measuring how long it took. */
export type Timed = <T>(work: () => T) => T;
