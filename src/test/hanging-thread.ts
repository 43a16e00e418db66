import { execFileSync } from "node:child_process";
import { open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

import { onTestFinished } from "vitest";

import { type Checkpointer, createCheckpointer } from "#tenancy/checkpointer.ts";

import { type AtEnd, temporaryFolder } from "./temp-folder.ts";

/**
 * A thread's script that echoes each message, but then hangs in a system call, as on a disk that does not
 * answer, unless the message begins with "free". Nothing can end it before `letGo`, which also runs at the
 * end of the test.
 */
export async function hangingThread(atEnd: AtEnd = onTestFinished): Promise<{
  readonly script: URL;
  readonly letGo: () => Promise<void>;
}> {
  const folder = temporaryFolder(undefined, atEnd);
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const script = join(folder, "thread.mjs");
  await writeFile(
    script,
    `import { readFileSync } from "node:fs";
     import { parentPort as port } from "node:worker_threads";
     port.on("message", (message) => {
       if (!message.startsWith("free")) readFileSync(${JSON.stringify(pipe)});
       port.postMessage(message);
     });`,
  );
  const empty = join(folder, "empty");
  await writeFile(empty, "");
  let letsGo: Promise<void> | undefined;
  const letGo = (): Promise<void> => (letsGo ??= emptyThePipe(pipe, empty));
  atEnd(letGo);
  return { script: pathToFileURL(script), letGo };
}

/** Lets those who read the pipe reach its end, and those who have yet to open it find an empty file. */
async function emptyThePipe(pipe: string, empty: string): Promise<void> {
  const held = await open(pipe, "r+");
  await rename(empty, pipe);
  await held.close();
}

/**
 * A checkpointer with such a thread, already started, since starting may take longer than the timeouts here. It
 * loses patience with what takes 100 ms.
 */
export async function hangingCheckpointer(): Promise<{
  readonly checkpointer: Checkpointer;
  readonly letGo: () => Promise<void>;
}> {
  const { script, letGo } = await hangingThread();
  const checkpointer = createCheckpointer({ script, patience: 100 });
  await checkpointer.checkpoint("free.db").catch(() => {});
  while (!(await checkpointer.settled("free.db"))) await sleep(5);
  return { checkpointer, letGo };
}
