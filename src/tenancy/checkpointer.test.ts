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

/** Starting a thread takes 0.1 s, and much longer on a busy machine. */
const PATIENCE = 120_000;

function aCheckpointer(options?: CheckpointerOptions) {
  const made = createCheckpointer({ patience: PATIENCE, ...options });
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

/** False if it was rejected. */
function isDone(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** A thread that runs this code for each path. */
function aScript(body: string): URL {
  const path = join(temporaryFolder(), "thread.mjs");
  writeFileSync(
    path,
    `import { parentPort as port } from "node:worker_threads"; port.on("message", (path) => { ${body} });`,
  );
  return pathToFileURL(path);
}

describe("checkpoints in a thread", () => {
  it("cover several files, each once for all concurrent requests", async () => {
    const { checkpoint } = aCheckpointer();
    const files = [aFile(), aFile()];
    await Promise.all([...files, ...files].map(({ path }) => checkpoint(path)));
    expect(files.map(({ left }) => left())).toEqual([0, 0]);
    files[0]!.write();
    await checkpoint(files[0]!.path);
    expect(files[0]!.left()).toBe(0);
  });

  it("are awaited when their file is closed, and not for other files", async () => {
    const { checkpoint, settled } = aCheckpointer();
    const { path, left } = aFile();
    const done = checkpoint(path);
    await settled("another.db");
    await settled(path);
    expect(left()).toBe(0);
    await done;
  });

  it("reject on failure, and no thread is started again for a while", async () => {
    const { checkpoint, settled } = aCheckpointer();
    const { path, left } = aFile();
    const missing = checkpoint(`${path}.none`);
    await Promise.all([expect(missing).rejects.toThrow("not there"), settled(`${path}.none`)]);
    await checkpoint(path);
    expect(left()).toBeGreaterThan(0);
  });

  it("reject if the thread ends, and resume after the pause", async () => {
    const { checkpoint } = aCheckpointer({ script: aScript("process.exit()"), restsFor: 1 });
    for (const path of ["one.db", "two.db"]) {
      await expect(checkpoint(path)).rejects.toThrow("has ended");
      await sleep(10);
    }
  });

  it("reject if no thread can be started, and nothing waits for them", async () => {
    const { checkpoint, settled } = aCheckpointer({ script: new URL("https://nowhere.test/"), restsFor: 1 });
    for (let i = 0; i < 2; i += 1) {
      await expect(checkpoint("one.db")).rejects.toThrow("must be");
      await settled("one.db");
      await sleep(10);
    }
  });

  it("keep a process alive until they are done, and no longer", async () => {
    const slow = aScript("setTimeout(() => port.postMessage(path), 200);");
    const script = join(temporaryFolder(), "process.mjs");
    writeFileSync(
      script,
      `import { createCheckpointer } from "${import.meta.resolve("./checkpointer.ts")}";
      const { checkpoint, close } = createCheckpointer({ script: new URL("${slow.href}"), patience: ${PATIENCE} });
      void checkpoint("one.db").then(() => console.log("done"));
      if (process.argv.length > 2) close().then(() => console.log("closed"));`,
    );
    const said = async (...args: string[]) =>
      (await promisify(execFile)(process.execPath, [script, ...args])).stdout;
    expect(await Promise.all([said(), said("closed")])).toEqual(["done\n", "done\nclosed\n"]);
  });

  it("leave no idle thread behind", async () => {
    const whichThread = `port.postMessage(path); if (path === "second" && globalThis.before) process.exit(1); globalThis.before = true;`;
    const { checkpoint } = aCheckpointer({ script: aScript(whichThread), restsFor: 1 });
    await checkpoint("first");
    await sleep(50);
    // A new thread: the first one would end with an error.
    await checkpoint("second");
    await sleep(50);
    await checkpoint("third");
  });
});

describe("a disk that hangs under the thread", () => {
  async function aHangingOne() {
    const { checkpointer, letGo } = await hangingCheckpointer();
    onTestFinished(checkpointer.close);
    return { ...checkpointer, letGo };
  }

  it("blocks neither the caller nor closing a file", async () => {
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

  it("keeps no other file waiting, and starts no second thread", async () => {
    const { checkpoint } = await aHangingOne();
    const asked = Promise.all(["hangs.db", "free too.db"].map((path) => checkpoint(path).catch(String)));
    expect(new Set(await asked)).toEqual(new Set(["Error: The thread for checkpoints does not answer."]));
    await Promise.all(["hangs.db", "free too.db", "hangs too.db"].map(checkpoint));
  });

  it("may answer late: the file is then free, and the thread continues", async () => {
    const { checkpoint, settled, letGo } = await aHangingOne();
    await expect(checkpoint("hangs.db")).rejects.toThrow("does not answer");
    await letGo();
    const isFree = async (path: string) => {
      while (!(await settled(path))) await sleep(1);
    };
    await isFree("hangs.db");
    // On a busy machine, this answer may be late as well.
    while (!(await isDone(checkpoint("free too.db")))) await isFree("free too.db");
  });

  it("does not delay the end of the process", async () => {
    const { checkpoint, close } = await aHangingOne();
    checkpoint("hangs.db").catch(() => {});
    await close();
  });
});
