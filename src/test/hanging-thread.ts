import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

import { onTestFinished } from "vitest";

import { type Checkpointer, createCheckpointer } from "#tenancy/checkpointer.ts";

import { temporaryFolder } from "./temp-folder.ts";

/**
 * The script of a thread that answers each message with the same, but hangs in the system, as under a disk that does
 * not answer, unless a message begins with "free": nothing ends it before `letGo`, which also the end of the test does.
 */
export async function hangingThread(): Promise<{
  readonly script: URL;
  readonly letGo: () => Promise<void>;
}> {
  const folder = temporaryFolder();
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
  // Opening it waits for whoever reads: for a thread that hangs, and at the end for nobody.
  const letGo = (): Promise<void> => (letsGo ??= writeFile(pipe, "", { flag: "r+" }));
  onTestFinished(letGo);
  return { script: pathToFileURL(script), letGo };
}

/** A checkpointer with such a thread, which has been started: that may take longer than anybody is patient here. */
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
