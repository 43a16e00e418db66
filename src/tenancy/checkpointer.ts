import { Worker } from "node:worker_threads";

import { MINUTE } from "#kernel/instant.ts";

/** Brings the logs of busy files into them, off the event loop, which it would hold for 8 ms each time. */
export type Checkpointer = {
  /** Of a file that stays open meanwhile. Rejects when that failed; the log then stands as it did. */
  readonly checkpoint: (path: string) => Promise<void>;
  /** Waits until nothing is done to this file. */
  readonly settled: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type CheckpointerOptions = {
  readonly script?: URL;
  /** How long the thread is kept without work, and how long none is started after one has failed; in milliseconds. */
  readonly restsFor?: number;
};

/** It needs next to none: what is kept of a file, and what Node takes itself. */
const MEMORY = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 };

/**
 * One thread for all files, started when the first one needs it: few ever do. Nothing depends on it: where it fails,
 * those who asked bring their logs in themselves, and where it hangs, when these are four times as long.
 */
export function createCheckpointer({
  script = new URL("../db/checkpoint-worker.ts", import.meta.url),
  restsFor = MINUTE,
}: CheckpointerOptions = {}): Checkpointer {
  const asked = new Map<string, PromiseWithResolvers<void>>();
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

  function done(path: string): void {
    asked.get(path)?.resolve();
    asked.delete(path);
    if (asked.size > 0) return;
    thread?.unref();
    rest = setTimeout(() => void end(), restsFor).unref();
  }

  function failed(which: Worker, error: unknown): void {
    if (which !== thread) return;
    thread = undefined;
    startNone();
    for (const { reject } of asked.values()) reject(error);
    asked.clear();
  }

  function startNone(): void {
    hasFailed = true;
    clearTimeout(rest);
    rest = setTimeout(() => void (hasFailed = false), restsFor).unref();
  }

  /** The process does not end before it has done what it was asked for: somebody may wait for that to close a file. */
  function atWork(): Worker {
    clearTimeout(rest);
    try {
      thread ??= start();
    } catch (error) {
      startNone();
      throw error;
    }
    thread.ref();
    return thread;
  }

  async function end(): Promise<void> {
    const ended = thread;
    thread = undefined;
    await ended?.terminate();
  }

  return {
    checkpoint: async (path) => {
      if (hasFailed) return;
      const known = asked.get(path);
      if (known) return known.promise;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      atWork().postMessage(path);
      const mine = Promise.withResolvers<void>();
      asked.set(path, mine);
      return mine.promise;
    },
    settled: async (path) => {
      await asked.get(path)?.promise.catch(() => {});
    },
    close: async () => {
      clearTimeout(rest);
      await Promise.allSettled([...asked.values()].map(({ promise }) => promise));
      await end();
    },
  };
}
