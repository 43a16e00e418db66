import type Database from "better-sqlite3";

import { openFile } from "./open.ts";

/**
 * Checkpoints the WAL of a tenant's file over a separate connection, next to the one that writes; neither waits
 * for the other. Blocks on the disk, so call it from a thread. The file must stay open elsewhere meanwhile.
 */
export function checkpointBeside(path: string): void {
  const file = openFile(path, { kind: "tenant", busyTimeout: 0 });
  try {
    const checkpoint = file.prepare("pragma wal_checkpoint(passive)");
    // The second pass covers what was written during the first, which is little.
    if (pagesLeft(checkpoint) > 0) checkpoint.get();
  } finally {
    file.close();
  }
}

/** In pages of 4 KB, like `wal_autocheckpoint`. */
const LONG = 4_000;
/** In commits. A look takes 3 µs, and one commit of bookings adds at most 150 pages. */
const LOOK_EVERY = 25;

/**
 * Returns a function to call after each commit. When the WAL has grown long, it calls `checkpoint`, which copies the
 * WAL into the file on another connection and must never reject. This connection then checkpoints what was written
 * meanwhile, about a tenth, so that the next writer restarts the WAL from its beginning; if `checkpoint` failed, all
 * of it.
 */
export function watchWal(file: Database.Database, checkpoint: () => Promise<void>): () => void {
  let look: Database.Statement | undefined;
  let commits = 0;
  let isCheckpointing = false;

  function isLong(): boolean {
    try {
      // Reports the state of the WAL without changing anything.
      look ??= file.prepare("pragma wal_checkpoint(noop)");
      return pagesLeft(look) >= LONG;
    } catch {
      // The commit is safe. If the file is broken, the next statement reports it.
      return false;
    }
  }

  async function haveItCheckpointed(): Promise<void> {
    isCheckpointing = true;
    await checkpoint();
    isCheckpointing = false;
    if (file.open) file.pragma("wal_checkpoint(passive)");
  }

  return () => {
    commits += 1;
    if (commits % LOOK_EVERY !== 0 || isCheckpointing || !isLong()) return;
    // The commit is safe here too, and the WAL is still valid.
    haveItCheckpointed().catch(() => {});
  };
}

function pagesLeft(checkpoint: Database.Statement): number {
  const { log, checkpointed } = checkpoint.get() as { readonly log: number; readonly checkpointed: number };
  return log - checkpointed;
}
