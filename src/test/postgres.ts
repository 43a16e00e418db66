import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";

import { diskFolder } from "./disk-folder.ts";

/** As in `open-postgres.ts`: 64-bit integers are parsed as numbers. */
const OPTIONS = { extensions: { btree_gist }, parsers: { 20: Number } } satisfies PGliteOptions;

let server: Promise<PGlite> | undefined;

/**
 * An empty PostgreSQL inside this process. Starting one takes half a second, so the test files of a worker
 * share it, one after the other; it ends with the worker. Request it in `beforeAll`.
 */
export async function anEmptyPostgres(): Promise<PGlite> {
  server ??= start();
  const started = await server;
  await started.exec("drop schema if exists public cascade; create schema public");
  return started;
}

/**
 * Creating an empty database takes seconds, so it is done once per machine: a copy, named by version, stays
 * in the temp folder as the browser does. An unusable copy is created again.
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

/** Renamed into place once complete, so that two concurrent workers do not see each other's partial copy. */
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
