import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { describe, expect, it, onTestFinished } from "vitest";

import { openFile } from "#db/open.ts";
import { diskFolder } from "#test/disk-folder.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

const SCRIPT = fileURLToPath(import.meta.resolve("#test/write-beside-checkpoints.ts"));
const KILLS = 6;

/**
 * Lets a process write until it is killed, after a given time, and returns the last number that it reported
 * as durable.
 */
async function writeAndDie(path: string, after: number): Promise<number> {
  const child = spawn(process.execPath, [SCRIPT, path], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (said += text));
  await once(child.stdout, "data");
  await sleep(after);
  child.kill("SIGKILL");
  await once(child, "close");
  return Number(said.slice(0, said.lastIndexOf("\n")).split("\n").at(-1));
}

describe("a process that is killed while a thread checkpoints its file", () => {
  it("leaves an intact file with everything that it reported as durable", async () => {
    const path = join(temporaryFolder(diskFolder()), "one.db");
    openFile(path, { kind: "tenant", create: true })
      .exec("create table numbers (number integer primary key, bytes blob not null) strict")
      .close();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const kept = await writeAndDie(path, 10 + 37 * kill);
      const file = openFile(path, { kind: "tenant" });
      expect(file.pragma("integrity_check", { simple: true })).toBe("ok");
      const { rows, last } = file
        .prepare("select count(*) as rows, max(number) as last from numbers")
        .get() as Record<string, number>;
      expect(last).toBeGreaterThanOrEqual(kept);
      expect(rows).toBe(last);
      file.close();
    }
  });
});
