import { Worker } from "node:worker_threads";

import { SECOND } from "#kernel/instant.ts";

/** Migrates files off the event loop, which would otherwise wait for the disk three times per file. */
export type MigratingThread = {
  /**
   * Migrates a file that nobody has open. Resolves to false if it failed for whatever reason: the caller then
   * migrates it on the main thread, and sees the error there.
   */
  readonly migrate: (path: string, owner: string) => Promise<boolean>;
  readonly close: () => Promise<void>;
};

export type MigratingThreadOptions = {
  readonly script?: URL;
  /** How long an idle thread is kept, in milliseconds. */
  readonly restsFor?: number;
};

/**
 * In MB, enough to hold one file's data. If a migration needs more the thread ends, and the caller migrates the
 * file.
 */
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 };

type Answer = { readonly path: string; readonly isDone: boolean };

/** One thread, started on first use and ended once it has been idle. */
export function createMigratingThread({
  script = new URL("migrate-worker.ts", import.meta.url),
  restsFor = 5 * SECOND,
}: MigratingThreadOptions = {}): MigratingThread {
  const asked = new Map<string, PromiseWithResolvers<boolean>>();
  let thread: Worker | undefined;
  let rest: NodeJS.Timeout | undefined;

  function start(): Worker {
    const started = new Worker(script, { resourceLimits: MEMORY });
    started.on("message", answered);
    started.on("error", () => gone(started));
    started.on("exit", () => gone(started));
    return started;
  }

  function answered({ path, isDone }: Answer): void {
    asked.get(path)?.resolve(isDone);
    asked.delete(path);
    if (asked.size > 0) return;
    thread?.unref();
    rest = setTimeout(() => void end(), restsFor).unref();
  }

  function gone(which: Worker): void {
    if (which !== thread) return;
    thread = undefined;
    for (const { resolve } of asked.values()) resolve(false);
    asked.clear();
  }

  /** The referenced thread keeps the process alive until its work is done. */
  function atWork(): Worker {
    clearTimeout(rest);
    thread ??= start();
    thread.ref();
    return thread;
  }

  async function end(): Promise<void> {
    const last = thread;
    thread = undefined;
    await last?.terminate();
  }

  return {
    migrate: (path, owner) => {
      const mine = Promise.withResolvers<boolean>();
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        atWork().postMessage({ path, owner });
        asked.set(path, mine);
      } catch {
        mine.resolve(false);
      }
      return mine.promise;
    },
    close: async () => {
      clearTimeout(rest);
      await Promise.all([...asked.values()].map(({ promise }) => promise));
      await end();
    },
  };
}
