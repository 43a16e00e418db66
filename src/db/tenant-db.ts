import { queryBuilder } from "./query.ts";
import type { Executor, Reads, Settled, Writes } from "./reads-and-writes.ts";
import type { TenantTables } from "./tenant-tables.ts";

declare const tenantFile: unique symbol;

/** The right to read one tenant's file: an open handle or a transaction on it. */
export type TenantReads = Reads & { readonly [tenantFile]: true };

/** The right to write to one tenant's file, valid until its transaction ends. */
export type TenantTx = Writes & TenantReads;

/**
 * One tenant's open file. Synchronous: a synchronous function that takes a `TenantDb` never leaves the process.
 * Throws UNAVAILABLE if the disk fails or the handle has been closed.
 */
export type TenantDb = TenantReads & {
  /**
   * Runs `work` in one immediate transaction: committed as a whole, or rolled back if it throws. `work` must be
   * synchronous. Transactions do not nest: pass `tx` on.
   */
  readonly write: <T>(work: (tx: TenantTx) => Settled<T>) => T;
  /**
   * Like `write`, but in one commit with the other works submitted in this turn of the event loop: for writes
   * that many requests make at once. Each work is all or nothing, runs later, and its promise is settled once
   * the commit is on the disk. If another work throws, this one is rolled back and run again, so it must have
   * no side effects besides its writes.
   */
  readonly writeTogether: <T>(work: (tx: TenantTx) => Settled<T>) => Promise<T>;
  readonly isWriting: () => boolean;
  /**
   * The number of transactions committed through this handle. One process owns a file and uses one handle, so
   * what was read outside a transaction stays true while this number is unchanged.
   */
  readonly writes: () => number;
};

/** Builds queries on a tenant's tables. Run them with `db.all`, `db.first`, `db.column` or `tx.run`. */
export const build = queryBuilder<TenantTables>();

/** Brands an executor on an open tenant file. Only the code that opens such files, and tests, may call this. */
export function asTenantDb(executor: Executor): TenantDb {
  return executor as unknown as TenantDb;
}
