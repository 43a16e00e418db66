/**
 * The worker side of `withFileWorker`: a thread in which files are copied, hashed and checked, so that requests
 * are not held up.
 */
import { parentPort } from "node:worker_threads";

import { FILE_TASKS, type FileTask } from "./file-tasks.ts";

const port = parentPort;
if (!port) throw new Error("This is not for the main thread.");

port.on("message", (asked: Asked) => void work(asked));

type Asked = { readonly name: FileTask; readonly args: readonly unknown[] };

async function work({ name, args }: Asked): Promise<void> {
  try {
    const task = FILE_TASKS[name] as (...args: unknown[]) => unknown;
    answer({ done: await task(...args) });
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    answer({ failed: { message, code } });
  }
}

function answer(message: unknown): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port?.postMessage(message);
}
