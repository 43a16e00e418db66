import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";

let server: Promise<PGlite> | undefined;

/**
 * A PostgreSQL with nothing in it, inside this process. Starting one costs seconds, so the files of a
 * worker share it, one after the other; it ends with the worker. Ask for it in `beforeAll`, with
 * `STARTING_TAKES` as the timeout.
 */
export async function anEmptyPostgres(): Promise<PGlite> {
  // As `open-postgres.ts` has it: 64-bit integers are numbers.
  server ??= PGlite.create({ extensions: { btree_gist }, parsers: { 20: Number } });
  const started = await server;
  await started.exec("drop schema if exists public cascade; create schema public");
  return started;
}

/** Milliseconds, on a machine that is busy with other tests. */
export const STARTING_TAKES = 60_000;
