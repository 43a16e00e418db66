import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";

import { describe, expect, it, onTestFinished } from "vitest";

import { temporaryFolder } from "#test/temp-folder.ts";

import { checkpointBeside, watchWal } from "./checkpoints.ts";
import { createExecutor } from "./executor.ts";
import { ForeignFileError } from "./file-errors.ts";
import { expectWrites, openFile } from "./open.ts";

const FULL_LOG = 17_000_000;

function aFile() {
  const path = join(temporaryFolder(), "one.db");
  const file = openFile(path, { kind: "tenant", create: true });
  onTestFinished(() => void file.close());
  expectWrites(file, "another");
  file.exec("create table notes (bytes blob not null) strict");
  const write = (bytes: number) => file.prepare("insert into notes values (zeroblob(?))").run(bytes);
  const log = () => file.prepare("pragma wal_checkpoint(noop)").get();
  return { path, file, write, log };
}

/** The content of the file itself, without its WAL. */
function rowsIn(path: string): unknown {
  const copy = join(temporaryFolder(), "copy.db");
  copyFileSync(path, copy);
  const file = openFile(copy, { kind: "tenant" });
  onTestFinished(() => void file.close());
  return file.prepare("select count(*) from notes").pluck().get();
}

describe("checkpointing from a connection beside the one that writes", () => {
  it("leaves nothing to checkpoint, and the next writer restarts the WAL", () => {
    const { path, write, log } = aFile();
    write(100_000);
    const before = log() as { log: number };
    checkpointBeside(path);
    expect(log()).toEqual({ busy: 0, log: before.log, checkpointed: before.log });
    expect(rowsIn(path)).toBe(1);
    write(10);
    expect(log()).toMatchObject({ checkpointed: 0 });
    expect((log() as { log: number }).log).toBeLessThan(before.log);
  });

  it("covers what was committed before an open transaction, and waits for nobody", () => {
    const { path, file, write, log } = aFile();
    write(10);
    file.exec("begin immediate");
    write(10);
    checkpointBeside(path);
    file.exec("commit");
    expect(log()).not.toMatchObject({ checkpointed: 0 });
    expect(file.prepare("select count(*) from notes").pluck().get()).toBe(2);
  });

  it("leaves an open read snapshot unchanged", () => {
    const { path, file, write } = aFile();
    write(10);
    const reader = openFile(path, { kind: "tenant", readonly: true });
    onTestFinished(() => void reader.close());
    const count = "select count(*) from notes";
    reader.exec("begin");
    expect(reader.prepare(count).pluck().get()).toBe(1);
    write(10);
    checkpointBeside(path);
    expect([reader, file].map((one) => one.prepare(count).pluck().get())).toEqual([1, 2]);
  });

  it("keeps the WAL for other connections to the file", () => {
    const { path, file, write } = aFile();
    write(10);
    checkpointBeside(path);
    write(10);
    expect(file.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(file.prepare("select count(*) from notes").pluck().get()).toBe(2);
  });

  it("creates no file if there is none", () => {
    expect(() => checkpointBeside(join(temporaryFolder(), "none.db"))).toThrow(ForeignFileError);
  });
});

describe("checkpointing after commits", () => {
  it.each([
    ["is done by this connection if nobody else does it", undefined, 4_000],
    ["is left to somebody else, with this connection as a last resort", () => {}, 16_000],
  ])("%s", (_, committed, pages) => {
    const { file } = aFile();
    const db = createExecutor(file, { ...(committed && { committed }) });
    db.write((tx) => tx.run({ sql: "insert into notes values (?)", parameters: [Buffer.of(1)] }));
    expect(file.pragma("wal_autocheckpoint", { simple: true })).toBe(pages);
  });

  it("is triggered by commits, and by nothing else", async () => {
    const { file } = aFile();
    let told = 0;
    const db = createExecutor(file, { committed: () => void (told += 1) });
    const note = { sql: "insert into notes values (?)", parameters: [Buffer.of(1)] };
    db.write((tx) => tx.run(note));
    await Promise.all([db.writeTogether((tx) => tx.run(note)), db.writeTogether((tx) => tx.run(note))]);
    expect(() => db.write((tx) => tx.run({ ...note, parameters: [null] }))).toThrow("NOT NULL");
    expect(told).toBe(2);
  });
});

describe("watching a WAL", () => {
  /** The number of commits until it looks once. */
  const commit = (committed: () => void): void => {
    for (let i = 0; i < 25; i += 1) committed();
  };

  it("has it checkpointed elsewhere when it is long, once at a time, and checkpoints the rest itself", async () => {
    const { path, file, write, log } = aFile();
    const asked: PromiseWithResolvers<void>[] = [];
    const committed = watchWal(file, () => {
      asked.push(Promise.withResolvers());
      return asked.at(-1)!.promise;
    });
    commit(committed);
    expect(asked).toHaveLength(0);
    write(FULL_LOG);
    for (let i = 0; i < 3; i += 1) commit(committed);
    expect(asked).toHaveLength(1);
    checkpointBeside(path);
    write(10);
    write(10);
    asked[0]!.resolve();
    await nextTurn();
    expect(log()).toMatchObject({ log: (log() as { checkpointed: number }).checkpointed });
    commit(committed);
    expect(asked).toHaveLength(1);
  });

  it("checkpoints it itself if nobody else has", async () => {
    const { file, write, log } = aFile();
    write(FULL_LOG);
    commit(watchWal(file, async () => {}));
    await nextTurn();
    const { log: pages, checkpointed } = log() as { log: number; checkpointed: number };
    expect(checkpointed).toBe(pages);
  });

  it("fails no commit if it cannot look, and leaves alone a file that was closed meanwhile", async () => {
    const { file, write } = aFile();
    write(FULL_LOG);
    const asked = Promise.withResolvers<void>();
    const committed = watchWal(file, () => asked.promise);
    commit(committed);
    file.close();
    asked.resolve();
    await nextTurn();
    expect(() => commit(committed)).not.toThrow();
  });
});
