import { Worker } from "node:worker_threads";

import { MINUTE, SECOND } from "#kernel/instant.ts";

/** Checkpoints the WALs of busy files off the event loop, which each checkpoint would block for about 8 ms. */
export type Checkpointer = {
  /**
   * Checkpoints a file that the caller keeps open meanwhile. Rejects if that failed, or took longer than
   * `patience`, in which case the disk must be hanging; the WAL is then either untouched or still being worked
   * on, and `settled` tells which. Resolves without doing anything while the thread hangs or has recently
   * failed.
   */
  readonly checkpoint: (path: string) => Promise<void>;
  /** Waits until no work on this file is pending. Resolves to false instead of waiting for a disk that hangs. */
  readonly settled: (path: string) => Promise<boolean>;
  /**
   * Waits for the checkpoint in progress, as `settled` does, then ends the thread. A thread that hangs keeps
   * the process alive until the disk responds.
   */
  readonly close: () => Promise<void>;
};

export type CheckpointerOptions = {
  readonly script?: URL;
  /**
   * How long an idle thread is kept, and how long to wait after a failure before starting another; in
   * milliseconds.
   */
  readonly restsFor?: number;
  /**
   * How long one checkpoint may take, in milliseconds. It usually takes 8, and seconds only on an overloaded
   * disk.
   */
  readonly patience?: number;
};

/** In MB. The thread holds almost nothing beyond Node itself and one file's connection. */
const MEMORY = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

type Asked = PromiseWithResolvers<void>;

/** The checkpoint in progress. `asked` is settled when `patience` runs out, if not before. */
type Work = { readonly path: string; readonly asked: Asked; readonly impatience: NodeJS.Timeout };

/**
 * One thread for all files, started on first use, since few installations ever need it. Nothing depends on it:
 * if it fails or hangs, the writing connections checkpoint their WALs themselves once these are four times as
 * long. It is given one file at a time, so that it never gets to a file that has been closed or replaced since.
 */
export function createCheckpointer({
  script = new URL("../db/checkpoint-worker.ts", import.meta.url),
  restsFor = MINUTE,
  patience = 5 * SECOND,
}: CheckpointerOptions = {}): Checkpointer {
  const waiting = new Map<string, Asked>();
  let work: Work | undefined;
  /** The thread has not answered in time; all that is known is that it still exists. */
  let hangs = false;
  let thread: Worker | undefined;
  let rest: NodeJS.Timeout | undefined;
  let hasFailed = false;

  function start(): Worker {
    const started = new Worker(script, { resourceLimits: MEMORY });
    started.on("message", done);
    started.on("error", (error) => failed(started, error));
    started.on("exit", () => failed(started, new Error("The thread for checkpoints has ended.")));
    return started;
  }

  function next(): void {
    if (work) return;
    const [first] = waiting;
    if (!first) return haveRest();
    const [path, asked] = first;
    waiting.delete(path);
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      atWork().postMessage(path);
      work = { path, asked, impatience: setTimeout(giveUp, patience) };
    } catch (error) {
      startNone();
      asked.reject(error);
      rejectAll(error);
    }
  }

  function haveRest(): void {
    thread?.unref();
    rest = setTimeout(() => void end(), restsFor).unref();
  }

  function done(): void {
    work?.asked.resolve();
    ended();
    next();
  }

  /** No file is being worked on any more. */
  function ended(): void {
    clearTimeout(work?.impatience);
    work = undefined;
    hangs = false;
  }

  function giveUp(): void {
    hangs = true;
    rejectAll(new Error("The thread for checkpoints does not answer."));
  }

  function failed(which: Worker, error: unknown): void {
    if (which !== thread) return;
    thread = undefined;
    startNone();
    rejectAll(error);
    ended();
  }

  function rejectAll(error: unknown): void {
    work?.asked.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function startNone(): void {
    hasFailed = true;
    clearTimeout(rest);
    rest = setTimeout(() => void (hasFailed = false), restsFor).unref();
  }

  /** The referenced thread keeps the process alive until its work is done: a file may be waiting to be closed. */
  function atWork(): Worker {
    clearTimeout(rest);
    thread ??= start();
    thread.ref();
    return thread;
  }

  async function end(): Promise<void> {
    const last = thread;
    thread = undefined;
    const ending = last?.terminate();
    // A hanging thread terminates only once the disk responds; do not wait for that.
    if (!hangs) await ending;
  }

  /** Drops a waiting checkpoint: closing the file checkpoints it anyway. */
  function withdraw(path: string): void {
    waiting.get(path)?.resolve();
    waiting.delete(path);
  }

  async function settled(path: string): Promise<boolean> {
    withdraw(path);
    const under = work;
    if (under?.path !== path) return true;
    await under.asked.promise.catch(() => {});
    return work !== under;
  }

  return {
    checkpoint: async (path) => {
      if (hasFailed || hangs) return;
      const known = work?.path === path ? work.asked : waiting.get(path);
      if (known) return known.promise;
      const asked: Asked = Promise.withResolvers();
      waiting.set(path, asked);
      next();
      return asked.promise;
    },
    settled,
    close: async () => {
      for (const path of waiting.keys()) withdraw(path);
      if (work) await settled(work.path);
      clearTimeout(rest);
      await end();
    },
  };
}
