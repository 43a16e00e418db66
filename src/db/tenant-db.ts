import { queryBuilder } from "./query.ts";
import type { Executor, Reads, Settled, Writes } from "./reads-and-writes.ts";
import type { TenantTables } from "./tenant-tables.ts";

declare const tenantFile: unique symbol;

/** The right to read one tenant's file: an open handle, or a transaction on it. */
export type TenantReads = Reads & { readonly [tenantFile]: true };

/** The right to write to one tenant's file, until the transaction that it stands for ends. */
export type TenantTx = Writes & TenantReads;

/** One tenant's open file. Synchronous: what takes a `TenantDb` never leaves the process. */
export type TenantDb = TenantReads & {
  /** One immediate transaction, all or nothing; `work` must not be asynchronous. */
  readonly write: <T>(work: (tx: TenantTx) => Settled<T>) => T;
  /**
   * As `write`, in one commit with what else is to be written in this turn of the event loop: for what many do at
   * once. Each work is all or nothing by itself, done later, and settled when it is on the disk. When another one
   * throws, it is undone and done again: besides writing it does nothing that counts.
   */
  readonly writeTogether: <T>(work: (tx: TenantTx) => Settled<T>) => Promise<T>;
  readonly isWriting: () => boolean;
  /**
   * How many transactions were kept through this handle. One process owns a file, through one handle: what
   * was read outside of a transaction is still true while this is the same.
   */
  readonly writes: () => number;
};

/** Builds queries on a tenant's tables. It only builds: run them with `db.all`, `db.first`, `tx.run`. */
export const build = queryBuilder<TenantTables>();

/** Brands an executor on an open tenant file. Only the tenant store and tests of `db` call this. */
export function asTenantDb(executor: Executor): TenantDb {
  return executor as unknown as TenantDb;
}
