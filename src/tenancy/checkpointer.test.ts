import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { describe, expect, it, onTestFinished } from "vitest";

import { openFile } from "#db/open.ts";
import { hangingCheckpointer } from "#test/hanging-thread.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { type CheckpointerOptions, createCheckpointer } from "./checkpointer.ts";

/** Starting a thread takes a tenth of a second, and ten times that on a machine that is busy. */
const STARTING_THREADS = { timeout: 30_000 };

function aCheckpointer(options?: CheckpointerOptions) {
  const made = createCheckpointer(options);
  onTestFinished(made.close);
  return made;
}

function aFile() {
  const path = join(temporaryFolder(), "one.db");
  const file = openFile(path, { kind: "tenant", create: true });
  onTestFinished(() => void file.close());
  const write = () =>
    void file.exec(
      "create table if not exists notes (id integer primary key) strict; insert into notes default values",
    );
  write();
  const left = (): number => {
    const { log, checkpointed } = file.prepare("pragma wal_checkpoint(noop)").get() as Record<string, number>;
    return log! - checkpointed!;
  };
  return { path, write, left };
}

/** A thread that does this with each path. */
function aScript(body: string): URL {
  const path = join(temporaryFolder(), "thread.mjs");
  writeFileSync(
    path,
    `import { parentPort as port } from "node:worker_threads"; port.on("message", (path) => { ${body} });`,
  );
  return pathToFileURL(path);
}

describe("checkpoints in a thread", STARTING_THREADS, () => {
  it("bring the logs of several files into them, each once for all who ask meanwhile", async () => {
    const { checkpoint } = aCheckpointer();
    const files = [aFile(), aFile()];
    await Promise.all([...files, ...files].map(({ path }) => checkpoint(path)));
    expect(files.map(({ left }) => left())).toEqual([0, 0]);
    files[0]!.write();
    await checkpoint(files[0]!.path);
    expect(files[0]!.left()).toBe(0);
  });

  it("are waited for by who closes a file, and only by them", async () => {
    const { checkpoint, settled } = aCheckpointer();
    const { path, left } = aFile();
    const done = checkpoint(path);
    await settled("another.db");
    await settled(path);
    expect(left()).toBe(0);
    await done;
  });

  it("that fail are told, and no thread is started again for a while", async () => {
    const { checkpoint, settled } = aCheckpointer();
    const { path, left } = aFile();
    const missing = checkpoint(`${path}.none`);
    await Promise.all([expect(missing).rejects.toThrow("not there"), settled(`${path}.none`)]);
    await checkpoint(path);
    expect(left()).toBeGreaterThan(0);
  });

  it("are told to have failed when the thread ends, and go on after the while", async () => {
    const { checkpoint } = aCheckpointer({ script: aScript("process.exit()"), restsFor: 1 });
    for (const path of ["one.db", "two.db"]) {
      await expect(checkpoint(path)).rejects.toThrow("has ended");
      await sleep(10);
    }
  });

  it("that cannot have a thread are told, and nobody waits for them", async () => {
    const { checkpoint, settled } = aCheckpointer({ script: new URL("https://nowhere.test/"), restsFor: 1 });
    for (let i = 0; i < 2; i += 1) {
      await expect(checkpoint("one.db")).rejects.toThrow("must be");
      await settled("one.db");
      await sleep(10);
    }
  });

  it("are finished before a process that waits for them ends, and hold no other", async () => {
    const slow = aScript("setTimeout(() => port.postMessage(path), 200);");
    const script = join(temporaryFolder(), "process.mjs");
    writeFileSync(
      script,
      `import { createCheckpointer } from "${import.meta.resolve("./checkpointer.ts")}";
      const { checkpoint, close } = createCheckpointer({ script: new URL("${slow.href}") });
      void checkpoint("one.db").then(() => console.log("done"));
      if (process.argv.length > 2) close().then(() => console.log("closed"));`,
    );
    const said = async (...args: string[]) =>
      (await promisify(execFile)(process.execPath, [script, ...args])).stdout;
    expect(await Promise.all([said(), said("closed")])).toEqual(["done\n", "done\nclosed\n"]);
  });

  it("leave no thread behind when there is nothing to do", async () => {
    const whichThread = `port.postMessage(path); if (path === "second" && globalThis.before) process.exit(1); globalThis.before = true;`;
    const { checkpoint } = aCheckpointer({ script: aScript(whichThread), restsFor: 1 });
    await checkpoint("first");
    await sleep(50);
    // Another thread: the first would end in failure.
    await checkpoint("second");
    await sleep(50);
    await checkpoint("third");
  });
});

describe("a disk that hangs under the thread", STARTING_THREADS, () => {
  async function aHangingOne() {
    const { checkpointer, letGo } = await hangingCheckpointer();
    onTestFinished(checkpointer.close);
    return { ...checkpointer, letGo };
  }

  it("is not waited for, neither by who asked nor by who closes a file", async () => {
    const { checkpoint, settled } = await aHangingOne();
    const asked = Promise.all(["hangs.db", "free too.db"].map((path) => checkpoint(path).catch(String)));
    expect(await Promise.all([settled("hangs.db"), settled("free too.db"), settled("other.db")])).toEqual([
      false,
      true,
      true,
    ]);
    expect(await asked).toEqual(["Error: The thread for checkpoints does not answer.", undefined]);
    expect(await settled("hangs.db")).toBe(false);
  });

  it("has no other file wait behind it, and no second thread started", async () => {
    const { checkpoint } = await aHangingOne();
    const asked = Promise.all(["hangs.db", "free too.db"].map((path) => checkpoint(path).catch(String)));
    expect(new Set(await asked)).toEqual(new Set(["Error: The thread for checkpoints does not answer."]));
    await Promise.all(["hangs.db", "free too.db", "hangs too.db"].map(checkpoint));
  });

  it("may answer late: then the file is free, and the thread goes on", async () => {
    const { checkpoint, settled, letGo } = await aHangingOne();
    await expect(checkpoint("hangs.db")).rejects.toThrow("does not answer");
    await letGo();
    while (!(await settled("hangs.db"))) await sleep(1);
    await checkpoint("free too.db");
  });

  it("does not hold who ends the process", async () => {
    const { checkpoint, close } = await aHangingOne();
    checkpoint("hangs.db").catch(() => {});
    await close();
  });
});
