import { Worker } from "node:worker_threads";

import { MINUTE, SECOND } from "#kernel/instant.ts";

/** Brings the logs of busy files into them, off the event loop, which it would hold for 8 ms each time. */
export type Checkpointer = {
  /**
   * Of a file that stays open meanwhile. Rejects when that failed, or takes so long that the disk must hang; the log
   * then stands as it did, or is still worked at: `settled` knows.
   */
  readonly checkpoint: (path: string) => Promise<void>;
  /** Waits until nothing is done to this file, but not for a disk that hangs: then it says false. */
  readonly settled: (path: string) => Promise<boolean>;
  /** Waits for what is under way, as above. A thread that hangs keeps the process alive, and may end later. */
  readonly close: () => Promise<void>;
};

export type CheckpointerOptions = {
  readonly script?: URL;
  /** How long the thread is kept without work, and how long none is started after one has failed; in milliseconds. */
  readonly restsFor?: number;
  /** How long one file may take, in milliseconds. It takes 8, and seconds only where a disk is overwhelmed. */
  readonly patience?: number;
};

/** It needs next to none: what is kept of a file, and what Node takes itself. */
const MEMORY = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

type Asked = PromiseWithResolvers<void>;

/** What the thread is at. `asked` ends with the patience at the latest. */
type Work = { readonly path: string; readonly asked: Asked; readonly impatience: NodeJS.Timeout };

/**
 * One thread for all files, started when the first one needs it: few ever do. Nothing depends on it: where it fails or
 * hangs, those who asked bring their logs in themselves, when these are four times as long. It is told of one file at
 * a time, so that it never comes to one that was closed or replaced since.
 */
export function createCheckpointer({
  script = new URL("../db/checkpoint-worker.ts", import.meta.url),
  restsFor = MINUTE,
  patience = 5 * SECOND,
}: CheckpointerOptions = {}): Checkpointer {
  const waiting = new Map<string, Asked>();
  let work: Work | undefined;
  /** It has not answered in time, and nothing is known of it but that it is still there. */
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

  /** Nothing is done to any file now. */
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

  /** The process does not end before it has done what it was asked for: somebody may wait for that to close a file. */
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
    // Not before the disk lets it.
    if (!hangs) await ending;
  }

  /** Whoever closes a file brings its log in by that. */
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
