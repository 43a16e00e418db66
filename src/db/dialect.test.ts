import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import Database from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";

import { temporaryFolder } from "#test/temp-folder.ts";

import { sqliteDialect } from "./dialect.ts";
import { openFile } from "./open.ts";

type Tables = { staff: { id: string } };

function open() {
  const path = join(temporaryFolder(), "control.db");
  const file = openFile(path, { kind: "control", create: true, busyTimeout: 0 });
  file.exec("create table staff (id text primary key) strict");
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
  onTestFinished(() => db.destroy());
  const ids = async () =>
    (await db.selectFrom("staff").select("id").orderBy("id").execute()).map((row) => row.id);
  const add = (id: string) => db.insertInto("staff").values({ id }).execute();
  return { path, file, db, ids, add };
}

describe("Kysely on a SQLite file", () => {
  it("commits a transaction as a whole or not at all", async () => {
    const { db, ids } = open();
    await db.transaction().execute((tx) => tx.insertInto("staff").values({ id: "mia" }).execute());
    const failing = db.transaction().execute(async (tx) => {
      await tx.insertInto("staff").values({ id: "noor" }).execute();
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await ids()).toEqual(["mia"]);
  });

  it("reports how many rows changed", async () => {
    const { db, add } = open();
    await add("mia");
    const twice = await db
      .insertInto("staff")
      .values([{ id: "mia" }, { id: "noor" }])
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    expect(twice.numInsertedOrUpdatedRows).toBe(1n);
  });

  it("begins immediate: nobody else can write even before the first statement", async () => {
    const { db, path } = open();
    await db.transaction().execute(async () => {
      const other = new Database(path, { timeout: 0 });
      expect(() => other.exec("insert into staff values ('zoe')")).toThrow("locked");
      other.close();
    });
  });

  it("keeps others' queries out of a transaction: they run after it", async () => {
    const { db, ids, add } = open();
    const order: string[] = [];
    const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const transaction = db.transaction().execute(async (tx) => {
      await tx.insertInto("staff").values({ id: "mia" }).execute();
      begun.resolve();
      await mayEnd.promise;
      order.push("committed");
    });
    await begun.promise;
    const reading = ids().then((found) => order.push(found.join()));
    const writing = add("noor").then(() => order.push("added"));
    await sleep(10);
    mayEnd.resolve();
    await Promise.all([transaction, reading, writing]);
    expect(order[0]).toBe("committed");
    expect(order).toContain("mia");
  });

  it("runs concurrent transactions one after the other", async () => {
    const { db, ids } = open();
    const adding = Array.from({ length: 20 }, (_, i) =>
      db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ n: number }>`select count(*) as n from staff`.execute(tx);
        await tx
          .insertInto("staff")
          .values({ id: String(rows[0]?.n).padStart(2, "0") })
          .execute();
        return i;
      }),
    );
    await Promise.all(adding);
    expect(await ids()).toHaveLength(20);
  });

  it("waits for another process's lock without blocking reads or the process", async () => {
    const { path, ids, add } = open();
    const other = new Database(path);
    other.exec("begin immediate; insert into staff values ('zoe')");
    const adding = add("mia");
    expect(await ids()).toEqual([]);
    await sleep(20);
    other.exec("commit");
    other.close();
    await adding;
    expect(await ids()).toEqual(["mia", "zoe"]);
  });

  it("keeps a repeated text prepared", async () => {
    const { file, ids } = open();
    let prepared = 0;
    const prepare = file.prepare.bind(file);
    file.prepare = (text: string) => {
      prepared++;
      return prepare(text);
    };
    for (let i = 0; i < 5; i++) await ids();
    expect(prepared).toBe(2);
  });
});
