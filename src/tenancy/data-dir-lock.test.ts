import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it, onTestFinished } from "vitest";

import { systemClock } from "#kernel/clock.ts";
import { randomIds } from "#kernel/ids.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { acquireDataDirLock } from "./data-dir-lock.ts";

const ids = randomIds(systemClock);
const SCRIPT = fileURLToPath(import.meta.resolve("#test/hold-lock.ts"));

async function anotherProcess(dataDir: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [SCRIPT, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const died = once(child, "exit").then(([code]) => Promise.reject(new Error(`It ended with ${code}.`)));
  // Most are killed at the end of a test, when nobody awaits this.
  died.catch(() => {});
  const [said] = (await Promise.race([once(child.stdout, "data"), died])) as [Buffer];
  return { child, said: said.toString() };
}

describe("the lock of DATA_DIR", () => {
  it("has one owner, which tells others how to reach it", async () => {
    const dataDir = temporaryFolder();
    const { child } = await anotherProcess(dataDir);
    expect(acquireDataDirLock(dataDir, ids)).toEqual({
      outcome: "taken",
      by: { pid: child.pid, address: "http://127.0.0.1:3000", token: expect.stringMatching(/^[\w-]{43}$/) },
    });
    expect(statSync(join(dataDir, "server.json")).mode & 0o777).toBe(0o600);
  });

  it("is released as soon as its owner is killed", async () => {
    const dataDir = temporaryFolder();
    const { child } = await anotherProcess(dataDir);
    child.kill("SIGKILL");
    await once(child, "exit");
    const acquired = acquireDataDirLock(dataDir, ids);
    expect(acquired.outcome).toBe("acquired");
    expect(JSON.parse(readFileSync(join(dataDir, "server.json"), "utf8"))).toMatchObject({
      pid: process.pid,
      address: null,
    });
    expect((await anotherProcess(dataDir)).said).toBe("taken");
    if (acquired.outcome === "acquired") acquired.lock.release();
  });

  it("is free again once released, and leaves no note behind", async () => {
    const dataDir = join(temporaryFolder(), "not", "yet", "there");
    const first = acquireDataDirLock(dataDir, ids);
    if (first.outcome === "acquired") first.lock.release();
    expect(existsSync(join(dataDir, "server.json"))).toBe(false);
    expect((await anotherProcess(dataDir)).said).toBe("acquired");
  });
});
