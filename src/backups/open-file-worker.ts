import { Worker } from "node:worker_threads";

import type { FILE_TASKS, FileTask } from "./file-tasks.ts";

type Tasks = typeof FILE_TASKS;

/** A thread that works on files, one task at a time. */
export type FileWorker = {
  /** Runs a task. Rejects with the task's error (message and code only). */
  readonly run: <Name extends FileTask>(
    name: Name,
    ...args: Parameters<Tasks[Name]>
  ) => Promise<Awaited<ReturnType<Tasks[Name]>>>;
};

/** Runs `work` with a thread for files, which ends with it. */
export async function withFileWorker<T>(work: (worker: FileWorker) => Promise<T>): Promise<T> {
  const thread = new Worker(new URL("file-worker.ts", import.meta.url));
  let last: Promise<unknown> = Promise.resolve();
  try {
    return await work({
      run: (name, ...args) => {
        const mine = last.then(() => ask(thread, name, args));
        last = mine.catch(() => {});
        return mine as Promise<never>;
      },
    });
  } finally {
    await thread.terminate();
  }
}

type Answer = {
  readonly done?: unknown;
  readonly failed?: { readonly message: string; readonly code?: string };
};

function ask(thread: Worker, name: FileTask, args: readonly unknown[]): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const answered = ({ done, failed }: Answer): void => {
    if (failed) reject(Object.assign(new Error(failed.message), failed.code ? { code: failed.code } : {}));
    else resolve(done);
  };
  const ended = (): void => reject(new Error("The thread for files has ended."));
  thread.once("message", answered).once("error", reject).once("exit", ended);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  thread.postMessage({ name, args });
  return promise.finally(() => {
    thread.off("message", answered).off("error", reject).off("exit", ended);
  });
}
