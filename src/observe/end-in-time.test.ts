import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

import { describe, expect, it } from "vitest";

import { hangingThread } from "#test/hanging-thread.ts";
import type { AtEnd } from "#test/temp-folder.ts";

/** Runs code in a process and returns its output and how it ended. */
async function run(body: string, atEnd: AtEnd) {
  const { script } = await hangingThread(atEnd);
  const source = `
    import { once } from "node:events";
    import { Worker } from "node:worker_threads";
    import { createLogger } from "#observe/logger.ts";
    import { endInTime, endNow } from "#observe/end-in-time.ts";
    const log = createLogger({ clock: { now: () => 7 } });
    const late = () => { log.warn({}, "late"); log.flush(); };
    const hang = async () => {
      const thread = new Worker(new URL("${script.href}"), { execArgv: [] });
      thread.postMessage("free");
      await once(thread, "message");
      thread.postMessage("hangs");
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    ${body}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 120_000,
    killSignal: "SIGQUIT",
  });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, "close")]);
  return { said, code: code as number | null, signal: signal as string | null };
}

const KILLED = { code: null, signal: "SIGKILL" };

describe.concurrent("a process that has to end in time", () => {
  it("exits normally if nothing keeps it alive", async ({ onTestFinished }) => {
    expect(await run("endInTime(10_000, late);", onTestFinished)).toEqual({
      said: "",
      code: 0,
      signal: null,
    });
  });

  it("is killed, and says so, if a thread hangs", async ({ onTestFinished }) => {
    let words = "";
    // A machine that stands still for the half second before the end leaves no time to say so.
    for (let tries = 0; tries < 5 && words === ""; tries += 1) {
      const { said, ...end } = await run("await hang(); endInTime(700, late);", onTestFinished);
      expect(end).toEqual(KILLED);
      words = said;
    }
    expect(words).toContain("late");
  });

  it("is killed if it hangs itself", async ({ onTestFinished }) => {
    const body = "endInTime(700, late); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);";
    expect(await run(body, onTestFinished)).toEqual({ said: "", ...KILLED });
  });

  it("is killed at once if a thread hangs, after writing buffered lines", async ({ onTestFinished }) => {
    const { said, ...end } = await run(`await hang(); log.info({}, "the last"); endNow();`, onTestFinished);
    expect(end).toEqual(KILLED);
    expect(said).toContain("the last");
  });
});
