import { Worker } from "node:worker_threads";

/** A supervisor sees a crash. Everything committed is there at the next start. */
const END = `process.kill(process.pid, "SIGKILL")`;

/**
 * Kills the process if it is still alive after so many milliseconds. A thread may hang in a system call on a
 * disk that does not respond, and the normal exit would wait for it for ever. `late` is called half a second
 * earlier, if this thread still runs, to report it. Does not keep the process alive.
 */
export function endInTime(milliseconds: number, late: () => void): void {
  setTimeout(late, Math.max(milliseconds - 500, 0)).unref();
  setTimeout(endNow, milliseconds).unref();
  // This thread may hang as well. The watching thread reads nothing from the disk.
  const watch = new Worker(`setTimeout(() => ${END}, ${milliseconds})`, { eval: true });
  watch.on("error", () => {});
  watch.unref();
}

/** Kills the process now, after its `exit` listeners have run. */
export function endNow(): void {
  process.once("exit", () => process.kill(process.pid, "SIGKILL"));
  process.exit(1);
}
