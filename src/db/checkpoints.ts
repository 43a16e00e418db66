import type Database from "better-sqlite3";

import { openFile } from "./open.ts";

/**
 * Brings the log of a tenant's file into it from a connection of its own, beside the one that writes: neither waits for
 * the other. Waits for the disk: for threads. The file must be open elsewhere as long as this takes.
 */
export function checkpointBeside(path: string): void {
  const file = openFile(path, { kind: "tenant", busyTimeout: 0 });
  try {
    const checkpoint = file.prepare("pragma wal_checkpoint(passive)");
    // The second finds what was written during the first, which is little.
    if (pagesLeft(checkpoint) > 0) checkpoint.get();
  } finally {
    file.close();
  }
}

/** In pages of 4 KB, as `wal_autocheckpoint`. */
const LONG = 4_000;
/** Looking takes 3 µs. One commit of bookings adds at most 150 pages. */
const LOOK_EVERY = 25;

/**
 * To be told of each commit. When the log has grown long, `bringIn`, which never rejects, has somebody else bring it
 * in. What was written meanwhile, a tenth of it, this connection brings in itself, so that whoever writes next begins the
 * log anew; where the others have failed, that is all of it.
 */
export function watchLog(file: Database.Database, bringIn: () => Promise<void>): () => void {
  let look: Database.Statement | undefined;
  let commits = 0;
  let isBroughtIn = false;

  function isLong(): boolean {
    try {
      // Says how it stands, and does nothing.
      look ??= file.prepare("pragma wal_checkpoint(noop)");
      return pagesLeft(look) >= LONG;
    } catch {
      // What was committed is kept. Whatever is wrong with the file, the next statement meets it.
      return false;
    }
  }

  async function haveItBroughtIn(): Promise<void> {
    isBroughtIn = true;
    await bringIn();
    isBroughtIn = false;
    if (file.open) file.pragma("wal_checkpoint(passive)");
  }

  return () => {
    commits += 1;
    if (commits % LOOK_EVERY !== 0 || isBroughtIn || !isLong()) return;
    // As above: the log is as good as before.
    haveItBroughtIn().catch(() => {});
  };
}

function pagesLeft(checkpoint: Database.Statement): number {
  const { log, checkpointed } = checkpoint.get() as { readonly log: number; readonly checkpointed: number };
  return log - checkpointed;
}
