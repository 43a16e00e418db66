import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

import type Database from "better-sqlite3";

import type { Work } from "./in-turns.ts";

/** What SQLite writes before each page in its log, and a page. */
const HEADER = Buffer.alloc(24, 7);
const PAGE = Buffer.alloc(4096, 7);
const FRAME = HEADER.length + PAGE.length;
/** A log is written over from its beginning again and again. */
const FRAMES = 4000;

/**
 * So many pages written into a log and synced by the same system calls as SQLite's, and nothing else: what a commit that
 * changes them costs at least on this disk, however it came about.
 */
export function barePages(folder: string, pages: number): Work {
  const log = openSync(join(folder, `bare-${pages}`), "w+", 0o600);
  for (let i = 0; i < FRAMES; i += 1) writeSync(log, PAGE, 0, PAGE.length, i * FRAME);
  fsyncSync(log);
  process.once("exit", () => closeSync(log));
  let frame = 0;
  return () => {
    if (frame + pages > FRAMES) frame = 0;
    for (let i = 0; i < pages; i += 1, frame += 1) {
      writeSync(log, HEADER, 0, HEADER.length, frame * FRAME);
      writeSync(log, PAGE, 0, PAGE.length, frame * FRAME + HEADER.length);
    }
    fsyncSync(log);
  };
}

/** How many pages each run of `work` writes to the log of a file, on average. `file` is any connection to it. */
export async function pagesOf(file: Database.Database, work: Work): Promise<number> {
  const inLog = (): number => (file.pragma("wal_checkpoint(noop)") as [{ log: number }])[0].log;
  const counts: number[] = [];
  for (let before = inLog(); counts.length < RUNS; ) {
    await work();
    const after = inLog();
    // Begun anew meanwhile: how many there are in it since says nothing.
    if (after > before) counts.push(after - before);
    before = after;
  }
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

const RUNS = 200;
