import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";

import { AppError } from "#kernel/errors.ts";

import { createExecutor } from "./executor.ts";
import type { ExecutorHooks, Writes } from "./reads-and-writes.ts";
import { shrinkMemory } from "./open.ts";

function aFile(): Database.Database {
  const file = new Database(":memory:");
  file.exec("create table staff (id text primary key, name text not null) strict");
  file.exec("insert into staff values ('mia', 'Mia')");
  return file;
}

function open(hooks?: ExecutorHooks) {
  const file = aFile();
  return { file, db: createExecutor(file, hooks) };
}

const everyone = { sql: "select name from staff order by name", parameters: [] };
const addNoor = { sql: "insert into staff values (?, ?)", parameters: ["noor", "Noor"] };
const names = (db: { all: Writes["all"] }): unknown[] =>
  db.all<{ name: string }>(everyone).map((row) => row.name);

describe("reading", () => {
  it("returns all rows, the first, or none", () => {
    const { db } = open();
    expect(names(db)).toEqual(["Mia"]);
    expect(db.first({ sql: "select id from staff where id = ?", parameters: ["mia"] })).toEqual({
      id: "mia",
    });
    expect(db.first({ sql: "select id from staff where id = ?", parameters: ["zoe"] })).toBeUndefined();
  });

  it("returns a single column, also in a transaction", () => {
    const { db } = open();
    db.write((tx) => {
      tx.run(addNoor);
      expect(tx.column(everyone)).toEqual(["Mia", "Noor"]);
    });
    expect(db.column(everyone)).toEqual(["Mia", "Noor"]);
    expect(names(db)).toEqual(["Mia", "Noor"]);
    expect(() => db.column({ ...addNoor, sql: `${addNoor.sql} returning id` })).toThrow(
      "only inside write()",
    );
  });

  it("rejects statements that write", () => {
    const { db } = open();
    expect(() => db.all(addNoor)).toThrow("only inside write()");
    expect(() => db.first({ ...addNoor, sql: `${addNoor.sql} returning id` })).toThrow("only inside write()");
    expect(names(db)).toEqual(["Mia"]);
  });

  it("keeps a repeated text prepared until told to forget it", () => {
    const { file, db } = open();
    let prepared = 0;
    const prepare = file.prepare.bind(file);
    file.prepare = (sql: string) => {
      prepared++;
      return prepare(sql);
    };
    for (let i = 0; i < 5; i++) names(db);
    expect(prepared).toBe(2);
    db.forgetStatements();
    expect(names(db)).toEqual(["Mia"]);
    expect(prepared).toBe(3);
  });

  it("drops prepared statements if there is no end of distinct texts", () => {
    const { db } = open();
    for (let i = 0; i < 1_000; i++) db.all({ sql: `select ${i}`, parameters: [] });
    expect(names(db)).toEqual(["Mia"]);
  });
});

describe("writing", () => {
  it("continues after statements were dropped", () => {
    const { db } = open();
    for (let i = 0; i < 2; i++) {
      db.write((tx) => void tx.run({ sql: "update staff set name = name || '!'", parameters: [] }));
      db.forgetStatements();
    }
    expect(names(db)).toEqual(["Mia!!"]);
  });

  it("commits everything, and reports how many rows changed", () => {
    const { db } = open();
    const changes = db.write((tx) => {
      tx.run(addNoor);
      return tx.run({ sql: "update staff set name = upper(name)", parameters: [] }).changes;
    });
    expect(changes).toBe(2);
    expect(names(db)).toEqual(["MIA", "NOOR"]);
  });

  it("keeps nothing if the work throws", () => {
    const { db, file } = open();
    const work = () =>
      db.write((tx) => {
        tx.run(addNoor);
        throw new Error("changed my mind");
      });
    expect(work).toThrow("changed my mind");
    expect(names(db)).toEqual(["Mia"]);
    expect(file.inTransaction).toBe(false);
    expect(db.isWriting()).toBe(false);
  });

  it("throws SQLite's own error for a violated constraint", () => {
    const { db } = open();
    expect(() => db.write((tx) => tx.run({ ...addNoor, parameters: ["mia", "Mia"] }))).toThrow(
      expect.objectContaining({ code: "SQLITE_CONSTRAINT_PRIMARYKEY" }),
    );
  });

  it("sees its own changes, and a statement that writes can return rows", () => {
    const { db } = open();
    const seen = db.write((tx) => [
      tx.first({ ...addNoor, sql: `${addNoor.sql} returning id` }),
      ...names(tx),
    ]);
    expect(seen).toEqual([{ id: "noor" }, "Mia", "Noor"]);
  });

  it("rejects asynchronous work by its type", () => {
    const { db } = open();
    // @ts-expect-error -- a transaction never waits: a promise is no answer
    expect(() => db.write(async () => {})).toThrow("never waits");
    // @ts-expect-error -- nor is anything else that can be awaited
    expect(() => db.write(() => Promise.resolve(1))).toThrow("never waits");
  });

  it("rejects asynchronous work whose type is hidden, and keeps nothing of it", async () => {
    const { db } = open();
    const late = Promise.withResolvers<void>();
    const work = async (tx: Writes): Promise<void> => {
      tx.run(addNoor);
      await late.promise;
      tx.run({ ...addNoor, parameters: ["zoe", "Zoe"] });
    };
    let rest: Promise<void> | undefined;
    expect(() =>
      db.write((tx) => {
        rest = work(tx);
        return rest as unknown as string;
      }),
    ).toThrow(TypeError);
    late.resolve();
    await expect(rest).rejects.toThrow("has ended");
    expect(names(db)).toEqual(["Mia"]);
  });

  it("rejects a nested transaction", () => {
    const { db } = open();
    expect(() => db.write(() => db.write(() => 1))).toThrow("pass its tx on");
    expect(db.write(() => 1)).toBe(1);
  });

  it("writes only through its own tx, which ends with it", () => {
    const { db } = open();
    let kept: Writes | undefined;
    db.write((tx) => {
      kept = tx;
      expect(() => db.all(addNoor)).toThrow("only inside write()");
      expect(db.isWriting()).toBe(true);
    });
    expect(() => kept?.run(addNoor)).toThrow("has ended");
    expect(() => kept?.all(everyone)).toThrow("has ended");
    expect(() => kept?.first(everyone)).toThrow("has ended");
  });
});

describe("a statement that does not read or write rows", () => {
  it.each([
    "attach 'other.db' as other",
    "  ATTACH 'other.db' as other",
    "/* innocent */ -- very\n attach 'other.db' as other",
    "detach main",
    "commit",
    "rollback",
    "savepoint mine",
    "begin",
    "pragma synchronous = off",
    "vacuum into 'copy.db'",
    "create table more (id integer)",
    "drop table staff",
    "",
    "; commit",
  ])("is rejected before SQLite sees it: %s", (sql) => {
    const { file, db } = open();
    file.prepare = () => {
      throw new Error("SQLite saw it");
    };
    expect(() => db.all({ sql, parameters: [] })).toThrow("may not begin with");
    file.prepare = Database.prototype.prepare.bind(file);
    expect(() => db.write((tx) => tx.run({ sql, parameters: [] }))).toThrow("may not begin with");
  });

  it("cannot hide behind one that does", () => {
    const { db } = open();
    expect(() => db.write((tx) => tx.run({ sql: "delete from staff; commit", parameters: [] }))).toThrow();
    expect(names(db)).toEqual(["Mia"]);
  });
});

describe("a failing disk", () => {
  function failing(code: string) {
    const seen: unknown[] = [];
    const { file, db } = open({ failed: (error) => seen.push(error) });
    const error = new Database.SqliteError("the disk says no", code);
    return { file, db, error, seen };
  }

  it.each(["SQLITE_IOERR_FSYNC", "SQLITE_FULL", "SQLITE_CORRUPT", "SQLITE_READONLY", "SQLITE_BUSY"])(
    "is UNAVAILABLE to the caller, and told after the rollback: %s",
    (code) => {
      const { file, db, error, seen } = failing(code);
      const writing = () =>
        db.write((tx) => {
          tx.run(addNoor);
          throw error;
        });
      expect(writing).toThrow(AppError);
      expect(writing).toThrow(expect.objectContaining({ reason: "UNAVAILABLE", cause: error }));
      expect(seen).toEqual([error, error]);
      expect(file.inTransaction).toBe(false);
      expect(names(db)).toEqual(["Mia"]);
    },
  );

  it("makes every later use of a closed handle UNAVAILABLE", () => {
    const { file, db } = open();
    file.close();
    expect(() => names(db)).toThrow(expect.objectContaining({ reason: "UNAVAILABLE" }));
    expect(() => db.write(() => 1)).toThrow(expect.objectContaining({ reason: "UNAVAILABLE" }));
  });
});

describe("memory", () => {
  it("grows with a file's first write, until it is freed", () => {
    const { db, file } = open();
    const size = () => file.pragma("cache_size", { simple: true });
    const before = size();
    names(db);
    expect(size()).toBe(before);
    for (let i = 0; i < 2; i++) {
      db.write(() => 1);
      expect(size()).toBe(-1024);
      shrinkMemory(file);
      db.memoryWasReleased();
      expect(size()).toBe(-256);
    }
  });
});

describe("a commit", () => {
  it("can be timed, and a failed one does not count", () => {
    let timed = 0;
    const { db } = open({
      timeCommit: (commit) => {
        timed++;
        return commit();
      },
    });
    db.write((tx) => tx.run(addNoor));
    expect(() =>
      db.write(() => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(timed).toBe(1);
  });
});
