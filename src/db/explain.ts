import type { Reads } from "./reads-and-writes.ts";
import { bind, type Query } from "./query.ts";

/**
 * How SQLite would execute a query, one line per step: `SEARCH staff USING INDEX …` reads only what it needs,
 * `SCAN staff` reads a whole table or index, `USE TEMP B-TREE` sorts. For tests of hot queries:
 * `expect(explain(db, query)).toEqual([expect.stringContaining("SEARCH")])`.
 */
export function explain(db: Reads, query: Query<unknown>): readonly string[] {
  const { sql, parameters } = bind(query);
  return db
    .all<{ detail: string }>({ sql: `explain query plan ${sql}`, parameters })
    .map((row) => row.detail);
}

/** The steps that scan a whole table or sort: a hot query has none. */
export function slowSteps(db: Reads, query: Query<unknown>): readonly string[] {
  return explain(db, query).filter((step) => /^SCAN (?!CONSTANT|\d|.*subquery)|TEMP B-TREE/i.test(step));
}
