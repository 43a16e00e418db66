import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";

import Database from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";

import type { Migration } from "#db/migrator.ts";
import { build } from "#db/tenant-db.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";
import { aDataDir, type DataDirOptions } from "#test/data-dir.ts";

const everything: Migration[] = [...tenantMigrations];
const addNotes: Migration = { up: (run) => void run(sql`create table notes (id text primary key) strict`) };
/** Succeeds on the empty template, but not on a tenant's file. */
const broken: Migration = { up: (run) => void run(sql`insert into meta select * from meta`) };

/** Two salons. */
async function salons(options: DataDirOptions = {}) {
  const made = await aDataDir(options);
  const luna = (await made.aTenant("luna")).id;
  const rosa = (await made.aTenant("rosa")).id;
  const ownerOf = async (id: TenantId): Promise<string | undefined> => {
    const { db, release } = await made.store.lease(id);
    const row = db.first(build.selectFrom("meta").select("tenant_id"));
    release();
    return row?.tenant_id;
  };
  return { ...made, luna, rosa, ownerOf, path: (id: TenantId) => tenantPath(made.dataDir, id) };
}

const UNAVAILABLE = { reason: "UNAVAILABLE", status: 503 };

describe("leasing", () => {
  it("opens a file once for many concurrent leases", async () => {
    const { store, luna } = await salons();
    expect(store.tryLease(luna)).toBeUndefined();
    const leases = await Promise.all([store.lease(luna), store.lease(luna), store.lease(luna)]);
    expect(new Set(leases.map(({ db }) => db)).size).toBe(1);
    expect(store.stats()).toMatchObject({ open: 1, leases: 3, misses: 1 });
    for (const lease of leases) {
      lease.release();
      lease.release();
    }
    expect(store.stats()).toMatchObject({ open: 1, leases: 0 });
    expect(store.tryLease(luna)?.db).toBe(leases[0]?.db);
  });

  it("gives each tenant its own file", async () => {
    const { luna, rosa, ownerOf } = await salons();
    expect(await ownerOf(luna)).toBe(luna);
    expect(await ownerOf(rosa)).toBe(rosa);
  });

  it("asks the placement before opening", async () => {
    const asked: TenantId[] = [];
    const { store, luna, rosa } = await salons({
      placement: {
        admit: (id) => {
          asked.push(id);
          return asked.length === 1 ? { outcome: "ours" } : { outcome: "elsewhere", holder: "there" };
        },
      },
    });
    (await store.lease(luna)).release();
    (await store.lease(luna)).release();
    await expect(store.lease(rosa)).rejects.toMatchObject({ ...UNAVAILABLE, holder: "there" });
    expect(asked).toEqual([luna, rosa]);
    expect(store.stats().open).toBe(1);
    expect(store.quarantined()).toEqual([]);
  });
});

describe("the limit of open files", () => {
  async function many(count: number, capacity: number) {
    const made = await aDataDir({ capacity });
    const ids: TenantId[] = [];
    for (let i = 0; i < count; i++) ids.push((await made.aTenant(`salon-${i}`)).id);
    const settled = async (): Promise<void> => {
      for (let i = 0; i < 20; i++) await nextTurn();
    };
    return { ...made, ids, settled };
  }

  it("closes the least recently used file, after the request that opened one too many", async () => {
    const { store, ids, settled } = await many(4, 2);
    for (const id of ids.slice(0, 2)) (await store.lease(id)).release();
    (await store.lease(ids[0]!)).release();
    const lease = await store.lease(ids[2]!);
    expect(store.stats().open).toBe(3);
    await settled();
    expect(store.stats().open).toBe(2);
    expect(store.tryLease(ids[1]!)).toBeUndefined();
    store.tryLease(ids[0]!)!.release();
    lease.release();
  });

  it("never closes a file in use; it is closed once it is released", async () => {
    const { store, ids, settled } = await many(4, 2);
    const leases = [];
    for (const id of ids) leases.push(await store.lease(id));
    await settled();
    expect(store.stats()).toMatchObject({ open: 4, leases: 4 });
    for (const { db } of leases) expect(db.first(build.selectFrom("meta").select("tenant_id"))).toBeDefined();
    for (const { release } of leases) release();
    await settled();
    expect(store.stats()).toMatchObject({ open: 2, leases: 0 });
  });

  it("holds under heavy load", async () => {
    const { store, ids, settled } = await many(30, 5);
    const visits = Array.from({ length: 300 }, async (_, i) => {
      const id = ids[(i * 7) % ids.length]!;
      const { db, release } = await store.lease(id);
      await nextTurn();
      expect(db.first(build.selectFrom("meta").select("tenant_id"))?.tenant_id).toBe(id);
      release();
    });
    await Promise.all(visits);
    await settled();
    expect(store.stats()).toMatchObject({ open: 5, leases: 0 });
  });
});

describe("a file that cannot be served", () => {
  it.each<[string, string, (path: string, other: string) => void]>([
    ["missing", "is gone", (path) => rmSync(path)],
    ["another_owner", "is another tenant's", (path, other) => copyFileSync(other, path)],
    ["another_kind", "is something else", (path) => replaceBySqlite(path)],
    ["damaged", "is no database", (path) => writeFileSync(path, "Dear diary, ".repeat(999))],
    ["damaged", "is cut off", (path) => truncateSync(path, 8_192)],
    ["newer", "was written by a newer version", (path) => setVersion(path, 99)],
  ])("is in quarantine as %s when it %s; the others go on", async (reason, _, spoil) => {
    const { store, luna, rosa, ownerOf, path, log } = await salons();
    const before = existsSync(path(luna)) && readFileSync(path(luna));
    spoil(path(luna), path(rosa));
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
    expect(store.quarantined()).toMatchObject([{ tenantId: luna, reason }]);
    expect(log.lines).toEqual(["error A tenant is in quarantine."]);
    expect(existsSync(path(luna))).toBe(reason !== "missing");
    expect(await ownerOf(rosa)).toBe(rosa);

    // Repaired, and released by an operator.
    writeFileSync(path(luna), before as Buffer);
    expect(store.releaseQuarantine(luna)).toBe(true);
    expect(await ownerOf(luna)).toBe(luna);
    expect(store.quarantined()).toEqual([]);
  });

  it("is retried automatically after a while", async () => {
    const { store, luna, ownerOf, path, clock, log } = await salons();
    renameSync(path(luna), `${path(luna)}.away`);
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
    clock.advance(15_000);
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
    expect(log.lines).toHaveLength(1);
    renameSync(`${path(luna)}.away`, path(luna));
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
    clock.advance(15_000);
    expect(await ownerOf(luna)).toBe(luna);
  });

  it("is not retried automatically if it is damaged", async () => {
    const { store, luna, path, clock } = await salons();
    const whole = readFileSync(path(luna));
    truncateSync(path(luna), 8_192);
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
    writeFileSync(path(luna), whole);
    clock.advance(1e9);
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
    store.releaseQuarantine(luna);
    (await store.lease(luna)).release();
  });
});

describe("an older file", () => {
  it("is migrated on opening, and reported", async () => {
    const old = await salons({ migrations: everything });
    await old.close();
    const told: unknown[] = [];
    const migrated = (id: TenantId, version: number): void => void told.push([id, version]);
    const { store } = await aDataDir({
      dataDir: old.dataDir,
      migrations: [...everything, addNotes],
      migrated,
    });
    const { db, release } = await store.lease(old.luna);
    expect(db.all({ sql: "select id from notes", parameters: [] })).toEqual([]);
    release();
    expect(told).toEqual([[old.luna, everything.length + 1]]);
  });

  it("is quarantined unchanged if it cannot be migrated", async () => {
    const old = await salons({ migrations: everything });
    await old.close();
    const { store } = await aDataDir({ dataDir: old.dataDir, migrations: [...everything, addNotes, broken] });
    await expect(store.lease(old.luna)).rejects.toMatchObject(UNAVAILABLE);
    expect(store.quarantined()).toMatchObject([{ tenantId: old.luna, reason: "migration_failed" }]);
    expect(versionOf(old.path(old.luna))).toBe(everything.length + 1);
  });
});

describe("a disk that fails under an open file", () => {
  /** Makes the next write through this handle fail as if the disk had failed. */
  function failOnce(code: string): () => never {
    return () => {
      throw new Database.SqliteError("disk I/O error", code);
    };
  }

  it("costs the handle: the whole file is checked before it is trusted again", async () => {
    const { store, luna, ownerOf, log } = await salons();
    const { db, release } = await store.lease(luna);
    expect(() => db.write(failOnce("SQLITE_IOERR_FSYNC"))).toThrow(expect.objectContaining(UNAVAILABLE));
    expect(log.lines).toEqual(["error The disk failed under a tenant; its file is checked next."]);
    expect(() => db.all(build.selectFrom("meta").select("tenant_id"))).toThrow(
      expect.objectContaining(UNAVAILABLE),
    );
    release();
    expect(await ownerOf(luna)).toBe(luna);
  });

  it("leads to quarantine if the file turns out to be damaged", async () => {
    const { store, luna, path } = await salons();
    const { db, release } = await store.lease(luna);
    expect(() => db.write(failOnce("SQLITE_IOERR_WRITE"))).toThrow(expect.objectContaining(UNAVAILABLE));
    release();
    damageAnIndex(path(luna));
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
    expect(store.quarantined()).toMatchObject([{ reason: "damaged" }]);
  });

  it("costs nothing if it was only full", async () => {
    const { store, luna } = await salons();
    const { db, release } = await store.lease(luna);
    expect(() => db.write(failOnce("SQLITE_FULL"))).toThrow(expect.objectContaining(UNAVAILABLE));
    expect(db.all(build.selectFrom("meta").select("tenant_id"))).toHaveLength(1);
    expect(store.stats().open).toBe(1);
    release();
  });
});

describe("closing", () => {
  it("waits for leases; new ones wait until it is done", async () => {
    const { store, luna } = await salons({ drainFor: 60_000 });
    const lease = await store.lease(luna);
    const steps: string[] = [];
    const closing = store.withClosed(luna, async () => void steps.push("closed"));
    const asking = store.lease(luna).then(({ release }) => {
      steps.push("leased");
      release();
    });
    await sleep(10);
    expect(store.tryLease(luna)).toBeUndefined();
    lease.db.write((tx) => void tx.run(build.updateTable("meta").set({ config_version: 7 })));
    steps.push("released");
    lease.release();
    await Promise.all([closing, asking]);
    expect(steps).toEqual(["released", "closed", "leased"]);
  });

  it("does not wait for ever; a lease still held then gets UNAVAILABLE", async () => {
    const { store, luna, log } = await salons({ drainFor: 10 });
    const { db, release } = await store.lease(luna);
    await store.close(luna);
    expect(() => db.all(build.selectFrom("meta").select("tenant_id"))).toThrow(
      expect.objectContaining(UNAVAILABLE),
    );
    expect(log.lines).toEqual(["warn A tenant is closed while it is in use."]);
    release();
    expect(store.stats()).toMatchObject({ open: 0, leases: 0 });
  });

  it("lets callers work on a closed file one at a time", async () => {
    const { store, luna } = await salons();
    let inside = 0;
    const work = async (): Promise<void> => {
      expect(++inside).toBe(1);
      await sleep(2);
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => store.withClosed(luna, work)));
  });

  it("leaves nothing beside the files, and grants no more leases", async () => {
    const { store, luna, rosa, path, ownerOf } = await salons();
    await Promise.all([ownerOf(luna), ownerOf(rosa)]);
    await store.closeAll();
    expect(existsSync(`${path(luna)}-wal`)).toBe(false);
    expect(store.stats().open).toBe(0);
    await expect(store.lease(luna)).rejects.toMatchObject(UNAVAILABLE);
  });
});

function replaceBySqlite(path: string): void {
  rmSync(path);
  mkdirSync(dirname(path), { recursive: true });
  const file = new Database(path);
  file.exec("create table theirs (id integer)");
  file.close();
}

function setVersion(path: string, version: number): void {
  const file = new Database(path);
  file.pragma(`user_version = ${version}`);
  file.close();
}

function versionOf(path: string): unknown {
  const file = new Database(path);
  const version = file.pragma("user_version", { simple: true });
  file.close();
  return version;
}

/** Removes the entries of an index: only a check of the whole file notices. */
function damageAnIndex(path: string): void {
  const file = new Database(path);
  file.unsafeMode(true);
  file.exec("insert into settings values ('profile', '{}', 1, 0)");
  file.pragma("writable_schema = on");
  file.exec("update sqlite_schema set rootpage = 2 where name = 'services'");
  file.close();
}
