import { bind, type Query } from "#db/query.ts";
import type { TenantDb, TenantReads, TenantTx } from "#db/tenant-db.ts";

/** A query as it was passed to the executor. */
export type Recorded = {
  readonly how: "all" | "first" | "column" | "run";
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Built and compiled when it ran, instead of once. */
  readonly isBuilt: boolean;
};

/** A database that records every query run through it; `take` returns them in order, and forgets them. */
export function watch(db: TenantDb): { readonly db: TenantDb; readonly take: () => readonly Recorded[] } {
  let seen: Recorded[] = [];
  const note = (how: Recorded["how"], query: Query<unknown>): void => {
    const { sql, parameters } = bind(query);
    seen.push({ how, sql, parameters, isBuilt: "compile" in query });
  };
  const noting = <Tx extends TenantReads>(target: Tx & Partial<Pick<TenantTx, "run">>): Tx => {
    const { run } = target;
    return {
      ...target,
      all: (query) => {
        note("all", query);
        return target.all(query);
      },
      first: (query) => {
        note("first", query);
        return target.first(query);
      },
      column: (query) => {
        note("column", query);
        return target.column(query);
      },
      ...(run && {
        run: (query: Query<unknown>) => {
          note("run", query);
          return run(query);
        },
      }),
    };
  };
  return {
    db: { ...noting(db), write: (work) => db.write((tx) => work(noting(tx))) },
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
  };
}
