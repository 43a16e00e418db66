import type { TenantTx } from "#db/tenant-db.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** What a command would return: runs it in a write transaction, and rolls back whatever it wrote. */
export function rehearse<Result>(ctx: TenantContext, command: (tx: TenantTx) => Result): Result {
  try {
    return ctx.db.write((tx): never => {
      throw new Rehearsed(command(tx));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.result as Result;
    throw error;
  }
}

/** Carries the result out of the transaction, which only an error rolls back. */
class Rehearsed extends Error {
  readonly result: unknown;

  constructor(result: unknown) {
    super("Rolled back on purpose.");
    this.result = result;
  }
}
