import type Database from "better-sqlite3";

import { asUnavailable } from "./file-errors.ts";
import { gatherWrites } from "./gather-writes.ts";
import { expectWrites } from "./open.ts";
import type { Prepare } from "./prepared.ts";
import { bind, type Query } from "./query.ts";
import type { Executor, ExecutorHooks, Settled, Writes, Written } from "./reads-and-writes.ts";

type Parts = Pick<ExecutorHooks, "beforeWriting" | "timeCommit" | "timeWrite" | "committed"> & {
  readonly file: Database.Database;
  readonly prepare: Prepare;
  readonly preparePlucked: Prepare;
  /** Reports an error to the handle's owner, once no transaction is open, and returns the error to throw. */
  readonly failure: (error: unknown) => unknown;
};

/** The writing part of an executor. */
export function createTransactions({
  file,
  prepare,
  preparePlucked,
  failure,
  beforeWriting = () => {},
  timeCommit = (work) => work(),
  timeWrite = (work) => work(),
  committed,
}: Parts): Pick<Executor, "write" | "writeTogether" | "isWriting" | "writes" | "forgetStatements"> {
  // Prepared on the first write: most open files are only read.
  let boundaries: Boundaries | undefined;
  let savepoint: Savepoint | undefined;
  let together = {};
  let writing = false;
  let writes = 0;

  function transact<T>(work: () => T): T {
    if (writing)
      throw new Error("A transaction is open already: pass its tx on instead of starting another.");
    try {
      const { begin, commit } = (boundaries ??= prepareToWrite());
      begin.run();
      together = {};
      writing = true;
      const result = work();
      timeCommit(() => commit.run());
      writes++;
      writing = false;
      return result;
    } catch (error) {
      writing = false;
      undo();
      throw failure(error);
    }
  }

  function prepareToWrite(): Boundaries {
    beforeWriting();
    expectWrites(file, committed ? "another" : "this_connection");
    return {
      begin: file.prepare("begin immediate"),
      commit: file.prepare("commit"),
      rollback: file.prepare("rollback"),
    };
  }

  function undo(): void {
    try {
      // SQLite itself rolls back on some failures, such as a full disk.
      if (file.inTransaction) boundaries?.rollback.run();
    } catch {
      // The transaction then stays open, which tells the handle's owner that it is unusable.
    }
  }

  function handingOutTx<T>(work: (tx: Writes) => T): T {
    const { tx, revoke } = openTransaction(prepare, preparePlucked, together);
    try {
      return settled(work(tx));
    } finally {
      revoke();
    }
  }

  function writeInside<T>(work: (tx: Writes) => T): T {
    const { save, release, rollback } = (savepoint ??= savepointOf(file));
    save.run();
    try {
      const result = handingOutTx(work);
      release.run();
      return result;
    } catch (error) {
      if (file.inTransaction) {
        rollback.run();
        release.run();
      }
      together = {};
      throw error;
    }
  }

  const timed = <T>(work: () => T): T => {
    const result = timeWrite(() => transact(work));
    committed?.();
    return result;
  };
  const write = <T>(work: (tx: Writes) => T): T => timed(() => handingOutTx(work));

  return {
    write: <T>(work: (tx: Writes) => Settled<T>): T => write<T>(work),
    writeTogether: gatherWrites<Writes>({
      transact: timed,
      write,
      join: handingOutTx,
      writeInside,
      // A failing disk affects the whole group; on a full one SQLite may have rolled everything back.
      endsTransaction: (error) => !file.inTransaction || asUnavailable(error) !== error,
    }),
    isWriting: () => writing,
    writes: () => writes,
    forgetStatements: () => {
      boundaries = undefined;
      savepoint = undefined;
    },
  };
}

type Boundaries = Readonly<Record<"begin" | "commit" | "rollback", Database.Statement>>;

type Savepoint = Readonly<Record<"save" | "release" | "rollback", Database.Statement>>;

function savepointOf(file: Database.Database): Savepoint {
  return {
    save: file.prepare("savepoint one"),
    release: file.prepare("release one"),
    rollback: file.prepare("rollback to one"),
  };
}

function openTransaction(
  prepare: Prepare,
  preparePlucked: Prepare,
  together: object,
): { tx: Writes; revoke: () => void } {
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
      return live(sql).run(...parameters) as Written;
    },
    together,
  };
  return { tx, revoke: () => void (open = false) };
}

/** Rejects a promise at run time too: the type may have been hidden. */
function settled<T>(result: T): T {
  if (typeof result === "object" && result !== null && "then" in result && typeof result.then === "function")
    throw new TypeError("write() was given asynchronous work; a transaction never waits.");
  return result;
}
