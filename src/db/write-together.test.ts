import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";

import { createExecutor } from "./executor.ts";
import type { ExecutorHooks, Writes } from "./reads-and-writes.ts";

function open(hooks?: ExecutorHooks) {
  const file = new Database(":memory:");
  file.exec("create table staff (id text primary key) strict");
  let commits = 0;
  const db = createExecutor(file, {
    timeCommit: (commit) => {
      commits += 1;
      return commit();
    },
    ...hooks,
  });
  const add =
    (id: string) =>
    (tx: Writes): string => {
      tx.run({ sql: "insert into staff values (?)", parameters: [id] });
      return id;
    };
  const ids = () => db.column<string>({ sql: "select id from staff order by rowid", parameters: [] });
  return { file, db, add, ids, commits: () => commits };
}

describe("what is written together", () => {
  it("runs later, in order, and in one commit", async () => {
    const { db, add, ids, commits } = open();
    const all = Promise.all(["mia", "noor", "zoe"].map((id) => db.writeTogether(add(id))));
    expect([ids(), commits()]).toEqual([[], 0]);
    expect(await all).toEqual(["mia", "noor", "zoe"]);
    expect([ids(), commits(), db.writes()]).toEqual([["mia", "noor", "zoe"], 1, 1]);
    expect(await db.writeTogether(add("ana"))).toBe("ana");
    expect(commits()).toBe(2);
  });

  it("sees earlier writes of the same commit", async () => {
    const { db, add } = open();
    const count = (tx: Writes) => tx.all({ sql: "select id from staff", parameters: [] }).length;
    const [, seen] = await Promise.all([db.writeTogether(add("mia")), db.writeTogether(count)]);
    expect(seen).toBe(1);
  });

  it("shares one identity within a commit, but not after a work that was undone", async () => {
    const { db } = open();
    const seen: object[] = [];
    const look = (tx: Writes): void => void seen.push(tx.together);
    const fails = (tx: Writes): void => {
      look(tx);
      throw new Error("changed my mind");
    };
    await Promise.allSettled([look, look, fails, look, look].map((work) => db.writeTogether(work)));
    db.write(look);
    // If one throws, all are rolled back and run again, each in a savepoint.
    expect(seen.map((one) => seen.indexOf(one))).toEqual([0, 0, 0, 3, 3, 3, 6, 6, 8]);
  });

  it("is undone alone if it throws", async () => {
    const { db, file, add, ids, commits } = open();
    const fails = (tx: Writes): string => {
      add("eve")(tx);
      throw new Error("changed my mind");
    };
    const ended = await Promise.allSettled([
      db.writeTogether(add("mia")),
      db.writeTogether(fails),
      db.writeTogether(add("mia")),
      db.writeTogether(add("zoe")),
    ]);
    expect(ended).toMatchObject([
      { value: "mia" },
      { reason: { message: "changed my mind" } },
      { reason: { code: "SQLITE_CONSTRAINT_PRIMARYKEY" } },
      { value: "zoe" },
    ]);
    expect([ids(), commits(), file.inTransaction]).toEqual([["mia", "zoe"], 1, false]);
  });

  it("runs once, and again only if another has thrown", async () => {
    const { db, add, ids } = open();
    const done: string[] = [];
    const noting = (id: string) => (tx: Writes) => void done.push(add(id)(tx));
    await Promise.all(["mia", "noor"].map((id) => db.writeTogether(noting(id))));
    expect(done).toEqual(["mia", "noor"]);
    await Promise.allSettled(["ana", "mia", "zoe"].map((id) => db.writeTogether(noting(id))));
    expect(done).toEqual(["mia", "noor", "ana", "ana", "zoe"]);
    expect(ids()).toEqual(["mia", "noor", "ana", "zoe"]);
  });

  it("reports a failure also if it is alone", async () => {
    const { db, add, ids } = open();
    await db.writeTogether(add("mia"));
    await expect(db.writeTogether(add("mia"))).rejects.toMatchObject({
      code: "SQLITE_CONSTRAINT_PRIMARYKEY",
    });
    expect(ids()).toEqual(["mia"]);
  });

  it.each([
    [
      "a commit",
      {
        timeCommit: (): never => {
          throw new Database.SqliteError("no", "SQLITE_IOERR_FSYNC");
        },
      },
      undefined,
    ],
    ["a work", {}, new Database.SqliteError("no", "SQLITE_FULL")],
  ])(
    "is not kept at all, and nobody is told that it is, when the disk fails under %s",
    async (_what, hooks, error) => {
      const seen: unknown[] = [];
      const { db, file, add, ids } = open({ ...hooks, failed: (one) => seen.push(one) });
      const ended = await Promise.allSettled([
        db.writeTogether(add("mia")),
        db.writeTogether((tx) => {
          if (error) throw error;
          return add("noor")(tx);
        }),
        db.writeTogether(add("zoe")),
      ]);
      expect(ended).toMatchObject(
        ended.map(() => ({ status: "rejected", reason: { reason: "UNAVAILABLE" } })),
      );
      expect([ids(), file.inTransaction, seen.length, db.isWriting()]).toEqual([[], false, 1, false]);
    },
  );

  it("lets other work have its turn if there is a lot of it", async () => {
    const { db, add, ids, commits } = open();
    const all = Promise.all(Array.from({ length: 40 }, (_, i) => db.writeTogether(add(`${i}`))));
    setImmediate(() => db.write(add("in between")));
    await all;
    expect(ids().indexOf("in between")).toBe(16);
    expect(commits()).toBe(4);
  });

  it("loses its tx when it ends, and never waits", async () => {
    const { db, add, ids } = open();
    let kept: Writes | undefined;
    const late = db.writeTogether((tx) => {
      kept = tx;
    });
    // @ts-expect-error -- a transaction never waits: a promise is no answer
    const waits = db.writeTogether(async () => {});
    await late;
    expect(() => add("late")(kept!)).toThrow("has ended");
    await expect(waits).rejects.toThrow("never waits");
    expect(ids()).toEqual([]);
  });
});
