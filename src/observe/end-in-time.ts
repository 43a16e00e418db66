import { Worker } from "node:worker_threads";

/** For whoever supervises the process: ended by force, like a crash, and what was kept is there at the next start. */
const END = `process.kill(process.pid, "SIGKILL")`;

/**
 * Ends the process by force after so many milliseconds if it still lives then: a thread may hang in the system under a
 * disk that does not answer, and then nothing else ends the process, since its own end waits for all of its threads.
 * `late`, called half a second before where that is possible, may say so. Holds no process that ends by itself.
 */
export function endInTime(milliseconds: number, late: () => void): void {
  setTimeout(late, Math.max(milliseconds - 500, 0)).unref();
  setTimeout(endNow, milliseconds).unref();
  // This thread may hang as well. The other reads nothing from the disk.
  const watch = new Worker(`setTimeout(() => ${END}, ${milliseconds})`, { eval: true });
  watch.on("error", () => {});
  watch.unref();
}

/** Ends the process now, by force. What wants to be told of its end is told first. */
export function endNow(): void {
  process.once("exit", () => process.kill(process.pid, "SIGKILL"));
  process.exit(1);
}
