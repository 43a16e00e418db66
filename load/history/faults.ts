import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { mountSmallDisk, whyNoStrace } from "../tools.ts";

/** A fault that strikes a working server, besides being killed at the end. */
export type Fault = {
  readonly name: string;
  readonly strike: (server: { readonly pid: number; readonly dataDir: string }) => Promise<void>;
};

const LASTS = 1_500;
const CHUNK = Buffer.alloc(256 * 1024);

const NOTHING: Fault = { name: "kill -9", strike: () => sleep(LASTS / 3) };

const STOPPED: Fault = {
  name: "SIGSTOP",
  strike: async ({ pid }) => {
    process.kill(pid, "SIGSTOP");
    await sleep(LASTS);
    process.kill(pid, "SIGCONT");
  },
};

const FULL_DISK: Fault = {
  name: "full disk",
  strike: async ({ dataDir }) => {
    const ballast = join(dataDir, "ballast");
    const file = openSync(ballast, "w");
    try {
      for (;;) if (writeSync(file, CHUNK) < CHUNK.length) break;
    } catch {
      // The disk is full, which is the point.
    } finally {
      closeSync(file);
    }
    await sleep(LASTS);
    rmSync(ballast);
  },
};

const FAILING_SYNC: Fault = {
  name: "failing fsync",
  strike: async ({ pid }) => {
    const inject = ["-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO"];
    const strace = spawn("strace", ["-f", "-o", "/dev/null", ...inject, "-p", String(pid)], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = once(strace, "close");
    // strace reports when it has attached.
    await once(strace.stderr, "data");
    strace.stderr.resume();
    await sleep(LASTS);
    strace.kill("SIGINT");
    await ended;
  },
};

/** Size in megabytes, enough for the files of a run; a few seconds fill it. */
const SMALL_DISK = 192;

/** The faults that this machine allows, why it does not allow others, and a disk for them. */
export function faultsHere(usualFolder: string) {
  const skipped: { readonly what: string; readonly why: string }[] = [];
  const noStrace = whyNoStrace();
  if (noStrace !== undefined) skipped.push({ what: FAILING_SYNC.name, why: noStrace });
  const disk = mountSmallDisk(SMALL_DISK);
  if ("why" in disk) skipped.push({ what: FULL_DISK.name, why: disk.why });
  const small = "why" in disk ? undefined : disk;
  const faults = [
    NOTHING,
    STOPPED,
    ...(small ? [FULL_DISK] : []),
    ...(noStrace === undefined ? [FAILING_SYNC] : []),
  ];
  return { faults, skipped, dataDir: small?.path ?? usualFolder, done: () => small?.unmount() };
}
