import type Database from "better-sqlite3";

import { openFile } from "./open.ts";

/** What a pass leaves was written during it: less each time, and mostly nothing soon. */
const MOST_PASSES = 8;

/**
 * Brings the log of a tenant's file into it from a connection of its own, beside the one that writes: neither waits for
 * the other. Who writes next begins the log anew, if nothing came in between. Waits for the disk: for threads. The
 * file must be open elsewhere as long as this takes.
 */
export function checkpointBeside(path: string): void {
  const file = openFile(path, { kind: "tenant", busyTimeout: 0 });
  try {
    const checkpoint = file.prepare("pragma wal_checkpoint(passive)");
    for (let pass = 0; pass < MOST_PASSES; pass += 1) if (pagesToBringIn(checkpoint) === 0) return;
  } finally {
    file.close();
  }
}

/** In pages of 4 KB, as `wal_autocheckpoint`. */
const LONG = 4_000;
/** Looking takes 3 µs. One commit of bookings adds at most 150 pages. */
const LOOK_EVERY = 25;

/** Tells `isLong`, of the commits of which it is told, when there is much to bring in: again until there is not. */
export function watchLog(file: Database.Database, isLong: () => void): () => void {
  let look: Database.Statement | undefined;
  let commits = 0;
  return () => {
    commits += 1;
    if (commits % LOOK_EVERY !== 0) return;
    try {
      // Says how it stands, and does nothing.
      look ??= file.prepare("pragma wal_checkpoint(noop)");
      if (pagesToBringIn(look) >= LONG) isLong();
    } catch {
      // What was committed is kept. Whatever is wrong with the file, the next statement meets it.
    }
  };
}

function pagesToBringIn(checkpoint: Database.Statement): number {
  const { log, checkpointed } = checkpoint.get() as { readonly log: number; readonly checkpointed: number };
  return log - checkpointed;
}
