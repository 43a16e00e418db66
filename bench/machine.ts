import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { openFile } from "#db/open.ts";

import { median } from "./arithmetic.ts";
import { oneRowInsert } from "./one-row-insert.ts";

/** The environment of the figures; absolute ones mean little without it. */
export type Machine = {
  readonly node: string;
  readonly sqlite: string;
  readonly cores: number;
  /** Milliseconds to sync 4 KiB to the disk. */
  readonly fdatasync_ms: number;
  /** Milliseconds to commit one row. */
  readonly row_ms: number;
};

export function describeMachine(folder: string): Machine {
  const file = openFile(join(folder, "version.db"), { kind: "lock", create: true });
  const sqlite = String(file.prepare("select sqlite_version()").pluck().get());
  file.close();
  const node = process.version;
  return {
    node,
    sqlite,
    cores: availableParallelism(),
    fdatasync_ms: timeOfSync(join(folder, "sync")),
    row_ms: timeOfRow(folder),
  };
}

function timeOfRow(folder: string): number {
  const insert = oneRowInsert(folder);
  const times = Array.from({ length: 2_000 }, () => {
    const before = performance.now();
    insert();
    return performance.now() - before;
  });
  // The first thousand grow the log to its full length.
  return Math.round(median(times.slice(1_000)) * 1000) / 1000;
}

function timeOfSync(path: string): number {
  const file = openSync(path, "w");
  const times = Array.from({ length: 50 }, () => {
    writeSync(file, Buffer.alloc(4096));
    const before = performance.now();
    fdatasyncSync(file);
    return performance.now() - before;
  });
  closeSync(file);
  return Math.round(median(times) * 1000) / 1000;
}
