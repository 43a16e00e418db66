import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { openFile } from "#db/open.ts";

import { median } from "./arithmetic.ts";
import { oneRowInsert } from "./one-row-insert.ts";

/** In which surroundings figures arose; absolute ones mean little without them. */
export type Machine = {
  readonly node: string;
  readonly sqlite: string;
  readonly cores: number;
  /** How long the disk takes to keep 4 KiB, in milliseconds. */
  readonly fdatasync_ms: number;
  /** How long it takes to commit one row, in milliseconds. */
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
  // The first thousand makes the log as long as it gets.
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
