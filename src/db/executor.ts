import type Database from "better-sqlite3";

import { AppError } from "#kernel/errors.ts";

import { assertAllowed } from "./allowed-statements.ts";
import { asUnavailable } from "./file-errors.ts";
import { preparedOnce } from "./prepared.ts";
import { bind, type Query } from "./query.ts";
import type { Executor, ExecutorHooks, Reads } from "./reads-and-writes.ts";
import { createTransactions } from "./transactions.ts";

/**
 * Runs queries on one open file, preparing each distinct text once. Failures of the machine (a full or failing
 * disk, a damaged file) are thrown as UNAVAILABLE, violated constraints as SQLite's own errors.
 */
export function createExecutor(file: Database.Database, hooks: ExecutorHooks = {}): Executor {
  const prepare = preparedOnce(file, assertAllowed);
  const preparePlucked = preparedOnce(file, assertAllowed, { pluck: true });

  const failure = (error: unknown): unknown => {
    if (!file.open) return new AppError("UNAVAILABLE", undefined, undefined, { cause: error });
    // Inside a transaction the error propagates through `write`, which reports it after the rollback.
    if (!transactions.isWriting()) hooks.failed?.(error);
    return asUnavailable(error);
  };

  const transactions = createTransactions({ file, prepare, preparePlucked, failure, ...hooks });

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

  return {
    ...reads,
    write: transactions.write,
    writeTogether: transactions.writeTogether,
    isWriting: transactions.isWriting,
    writes: transactions.writes,
    forgetStatements: () => {
      prepare.forget();
      preparePlucked.forget();
      transactions.forgetStatements();
    },
    memoryWasReleased: transactions.forgetStatements,
  };
}
