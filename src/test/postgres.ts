import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";

import { diskFolder } from "./disk-folder.ts";

/** As `open-postgres.ts` has it: 64-bit integers are numbers. */
const OPTIONS = { extensions: { btree_gist }, parsers: { 20: Number } } satisfies PGliteOptions;

let server: Promise<PGlite> | undefined;

/**
 * A PostgreSQL with nothing in it, inside this process. Starting one costs half a second, so the files of a
 * worker share it, one after the other; it ends with the worker. Ask for it in `beforeAll`, with
 * `STARTING_TAKES` as the timeout.
 */
export async function anEmptyPostgres(): Promise<PGlite> {
  server ??= start();
  const started = await server;
  await started.exec("drop schema if exists public cascade; create schema public");
  return started;
}

/** Milliseconds, on a machine that is busy with other tests. */
export const STARTING_TAKES = 60_000;

/**
 * Founding an empty database costs seconds, so it is done once on a machine: a copy stays in the temp folder,
 * as the browser does, named by version. One that cannot be used is made anew.
 */
async function start(): Promise<PGlite> {
  const path = join(diskFolder(), "frontdesk-postgres", `${packageVersion()}.tar`);
  if (existsSync(path)) {
    try {
      return await PGlite.create({ ...OPTIONS, loadDataDir: await openAsBlob(path) });
    } catch {
      rmSync(path, { force: true });
    }
  }
  const founded = await PGlite.create(OPTIONS);
  await keep(founded, path);
  return founded;
}

/** It appears only when it is complete, so that two workers starting at once do not see each other's half. */
async function keep(founded: PGlite, path: string): Promise<void> {
  const dump = await founded.dumpDataDir("none");
  const half = `${path}.${process.pid}`;
  mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
  writeFileSync(half, new Uint8Array(await dump.arrayBuffer()), { mode: 0o600 });
  renameSync(half, path);
}

function packageVersion(): string {
  const manifest = new URL("../package.json", import.meta.resolve("@electric-sql/pglite"));
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
