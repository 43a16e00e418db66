import type Database from "better-sqlite3";
import type { Compilable } from "kysely";

import { type BoundQuery, statement } from "#db/query.ts";
import type { Reads, Writes } from "#db/reads-and-writes.ts";
import type { TenantDb } from "#db/tenant-db.ts";

import type { Work } from "./in-turns.ts";
import type { Recorded } from "./recorder.ts";

/** Repeats a read like the product: a statement of ours with its values, through the executor. */
export function byUs(db: TenantDb, query: Recorded): Work {
  const run = ours(query);
  return () => run(db);
}

/** Repeats it with a statement prepared by the bare library. */
export function byLibrary(file: Database.Database, query: Recorded): Work {
  return raw(file, query);
}

/** Repeats all statements of a transaction, and rolls it back. */
export function transactionByUs(db: TenantDb, queries: readonly Recorded[]): Work {
  const steps = queries.map(ours);
  return () => {
    try {
      db.write((tx) => {
        for (const step of steps) step(tx);
        throw UNDONE;
      });
    } catch (error) {
      if (error !== UNDONE) throw error;
    }
  };
}

export function transactionByLibrary(file: Database.Database, queries: readonly Recorded[]): Work {
  const begin = file.prepare("begin immediate");
  const rollback = file.prepare("rollback");
  const steps = queries.map((query) => raw(file, query));
  return () => {
    begin.run();
    for (const step of steps) step();
    rollback.run();
  };
}

const UNDONE = new Error("The bench undoes what it repeats.");

/** A query's text and values as a statement that is compiled once and bound each time. */
function ours({ how, sql, parameters }: Recorded): (on: Reads) => unknown {
  const values = Object.fromEntries(parameters.map((value, i) => [`value${i}`, value]));
  const names = Object.keys(values);
  const bound = statement((placeholders: Readonly<Record<string, unknown>>) => {
    const compiled = { sql, parameters: names.map((name) => placeholders[name]) };
    return { compile: () => compiled } as unknown as Compilable;
  });
  const query = (): BoundQuery<unknown> => bound(values);
  switch (how) {
    case "all":
      return (on) => on.all(query());
    case "first":
      return (on) => on.first(query());
    case "column":
      return (on) => on.column(query() as BoundQuery<{ value: unknown }>);
    case "run":
      return (on) => (on as Writes).run(query());
  }
}

function raw(file: Database.Database, { how, sql, parameters }: Recorded): Work {
  const prepared = file.prepare(sql);
  switch (how) {
    case "all":
      return () => prepared.all(...parameters);
    case "first":
      return () => prepared.get(...parameters);
    case "column":
      prepared.pluck();
      return () => prepared.all(...parameters);
    case "run":
      return () => prepared.run(...parameters);
  }
}
