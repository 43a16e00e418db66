/** A thread that checkpoints the WALs of busy files, one at a time. An error ends it. */
import { parentPort } from "node:worker_threads";

import { checkpointBeside } from "./checkpoints.ts";

const port = parentPort;
if (!port) throw new Error("This is not for the main thread.");

port.on("message", (path: string) => {
  checkpointBeside(path);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage(path);
});
