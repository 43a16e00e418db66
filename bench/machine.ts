import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import { openFile } from "#db/open.ts";

import { median } from "./arithmetic.ts";

/** In which surroundings figures arose; absolute ones mean little without them. */
export type Machine = {
  readonly node: string;
  readonly sqlite: string;
  readonly cores: number;
  /** How long the disk takes to keep 4 KiB, in milliseconds. */
  readonly fdatasync_ms: number;
};

export function describeMachine(folder: string): Machine {
  const file = openFile(join(folder, "version.db"), { kind: "lock", create: true });
  const sqlite = String(file.prepare("select sqlite_version()").pluck().get());
  file.close();
  const node = process.version;
  return { node, sqlite, cores: availableParallelism(), fdatasync_ms: timeOfSync(join(folder, "sync")) };
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
