import type { Kysely, Transaction } from "kysely";

import type { ControlTables } from "./tables.ts";

/** The control plane's database, on SQLite or PostgreSQL. Never a tenant's, which is a `TenantDb`. */
export type ControlDb = Kysely<ControlTables>;
export type ControlTx = Transaction<ControlTables>;

/**
 * Runs `work` in one transaction that is committed only if `work` returns `keep`; any other outcome rolls it
 * back. For operations that may turn out to be impossible halfway through. All queries inside must go through
 * `tx`.
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
