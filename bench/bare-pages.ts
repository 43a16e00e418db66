import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

import type Database from "better-sqlite3";

import type { Work } from "./in-turns.ts";

/** The frame header that SQLite writes before each page of its log, and a page. */
const HEADER = Buffer.alloc(24, 7);
const PAGE = Buffer.alloc(4096, 7);
const FRAME = HEADER.length + PAGE.length;
/** A log is overwritten from its start over and over. */
const FRAMES = 4000;

/**
 * Writes this many pages to a log and syncs them, with the same system calls as SQLite and nothing else: the
 * minimum cost on this disk of a commit that changes them.
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

/**
 * The average number of pages that a run of `work` writes to the log of a file. `file` is any connection to
 * it.
 */
export async function pagesOf(file: Database.Database, work: Work): Promise<number> {
  const inLog = (): number => (file.pragma("wal_checkpoint(noop)") as [{ log: number }])[0].log;
  const counts: number[] = [];
  for (let before = inLog(); counts.length < RUNS; ) {
    await work();
    const after = inLog();
    // The log was restarted meanwhile, so its length says nothing.
    if (after > before) counts.push(after - before);
    before = after;
  }
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}

const RUNS = 200;
