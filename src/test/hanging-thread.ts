import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
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
  let letsGo: Promise<void> | undefined;
  // Opening the pipe waits for a reader: for the hanging thread, or at the end for nobody.
  const letGo = (): Promise<void> => (letsGo ??= writeFile(pipe, "", { flag: "r+" }));
  atEnd(letGo);
  return { script: pathToFileURL(script), letGo };
}

/**
 * A checkpointer with such a thread, already started, since starting may take longer than the timeouts here.
 */
export async function hangingCheckpointer(): Promise<{
  readonly checkpointer: Checkpointer;
  readonly letGo: () => Promise<void>;
}> {
  const { script, letGo } = await hangingThread();
  const checkpointer = createCheckpointer({ script, patience: 100, restsFor: 1_000 });
  await checkpointer.checkpoint("free.db").catch(() => {});
  while (!(await checkpointer.settled("free.db"))) await sleep(5);
  return { checkpointer, letGo };
}
