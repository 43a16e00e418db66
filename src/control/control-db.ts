import type { Kysely, Transaction } from "kysely";

import type { ControlTables } from "./tables.ts";

/** The control plane's database, on SQLite or PostgreSQL. Never a tenant's: those are `TenantDb`. */
export type ControlDb = Kysely<ControlTables>;
export type ControlTx = Transaction<ControlTables>;

/**
 * Runs `work` in one transaction that is kept only if `work` answers with `keep`: for what is found to
 * be impossible halfway through. All queries inside go through `tx`.
 */
export async function keepOnly<T>(db: ControlDb, keep: T, work: (tx: ControlTx) => Promise<T>): Promise<T> {
  try {
    return await db.transaction().execute(async (tx) => {
      const outcome = await work(tx);
      if (outcome !== keep) throw new Undone(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Undone) return error.outcome as T;
    throw error;
  }
}

class Undone extends Error {
  readonly outcome: unknown;
  constructor(outcome: unknown) {
    super("undone");
    this.outcome = outcome;
  }
}
