import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { isBusy } from "#db/file-errors.ts";
import { openFile } from "#db/open.ts";
import type { Ids } from "#kernel/ids.ts";

/**
 * How to reach the process that owns DATA_DIR: at `address`, which is null until it listens, with `token` as
 * the bearer token.
 */
export type ServerNote = { readonly pid: number; readonly address: string | null; readonly token: string };

/**
 * The exclusive right to write in DATA_DIR. The operating system releases it when the process ends, however it
 * ends.
 */
export type DataDirLock = {
  /** Random for each start. Whoever knows it can read this user's files. */
  readonly token: string;
  /** Publishes the address for other programs on this machine, such as `http://127.0.0.1:3000`. */
  readonly announce: (address: string) => void;
  readonly release: () => void;
};

export type Acquired =
  | { readonly outcome: "acquired"; readonly lock: DataDirLock }
  | { readonly outcome: "taken"; readonly by: ServerNote | undefined };

/**
 * Makes this process the only owner of DATA_DIR, or reports which one is. The lock is an exclusive transaction
 * kept open on `lock.db`. This process must never open that file again: on POSIX systems, closing any
 * descriptor of a file drops all of the process's locks on it.
 */
export function acquireDataDirLock(dataDir: string, ids: Ids): Acquired {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const release = lock(join(dataDir, "lock.db"));
  if (!release) return { outcome: "taken", by: readNote(dataDir) };
  const token = ids.token();
  writeNote(dataDir, { pid: process.pid, address: null, token });
  return {
    outcome: "acquired",
    lock: {
      token,
      announce: (address) => writeNote(dataDir, { pid: process.pid, address, token }),
      release: () => {
        rmSync(notePath(dataDir), { force: true });
        release();
      },
    },
  };
}

/** The function that unlocks; undefined if another process holds the lock. */
function lock(path: string): (() => void) | undefined {
  let file;
  try {
    file = openFile(path, { kind: "lock", create: true, busyTimeout: 0 });
    file.exec("begin exclusive");
  } catch (error) {
    file?.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  const held = file;
  return () => void held.close();
}

function notePath(dataDir: string): string {
  return join(dataDir, "server.json");
}

function writeNote(dataDir: string, note: ServerNote): void {
  const unfinished = `${notePath(dataDir)}.new`;
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, JSON.stringify(note), { flag: "wx", mode: 0o600 });
  renameSync(unfinished, notePath(dataDir));
}

/** Only meaningful while the lock is held: a note left by a killed process is overwritten by the next owner. */
function readNote(dataDir: string): ServerNote | undefined {
  try {
    return JSON.parse(readFileSync(notePath(dataDir), "utf8")) as ServerNote;
  } catch {
    return undefined;
  }
}
