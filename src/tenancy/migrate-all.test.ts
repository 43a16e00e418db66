import { writeFileSync } from "node:fs";

import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";

import type { Migration } from "#db/migrator.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { tenantMigrations } from "#tenant-migrations/index.ts";
import { aDataDir } from "#test/data-dir.ts";

import { migrateAll } from "./migrate-all.ts";
import { createMigratingThread } from "./migrating-thread.ts";
import { createTenantStore } from "./store.ts";

const now: Migration[] = [...tenantMigrations];
const NEWER = now.length + 1;
const addNotes: Migration = { up: (run) => void run(sql`create table notes (id text primary key) strict`) };
const brokenFor = (ids: ReadonlySet<string>): Migration => ({
  up: (run) => {
    const [meta] = run(sql`select tenant_id from meta`) as readonly { tenant_id: string }[];
    if (ids.has(meta!.tenant_id)) throw new Error("what this file holds was not foreseen");
    addNotes.up(run);
  },
});

/** Salons created by an older version, and the store of a newer one. */
async function anUpgrade(count: number, newer: (ids: readonly TenantId[]) => Migration[]) {
  const made = await aDataDir({ migrations: now });
  const ids: TenantId[] = [];
  for (let i = 0; i < count; i++) ids.push((await made.aTenant(`salon-${i}`)).id);
  const migrations = newer(ids);
  const { dataDir, clock, log, control } = made;
  const store = createTenantStore({ dataDir, clock, log, capacity: 100, migrations });
  onTestFinished(() => store.closeAll());
  const sweep = (options: { signal?: AbortSignal } = {}) =>
    migrateAll({ control, store, log, version: migrations.length, placement: "here", ...options });
  const versions = async () =>
    (await control.listTenants({ limit: 999 })).map((tenant) => tenant.schemaVersion);
  return { ...made, ids, store, sweep, versions };
}

describe("the sweep after a deploy", () => {
  it("opens no file if there is nothing to migrate", async () => {
    const { sweep, store } = await anUpgrade(3, () => now);
    expect(await sweep()).toEqual({ migrated: 0, failed: [], stopped: false });
    expect(store.stats()).toMatchObject({ open: 0, misses: 0 });
  });

  it("migrates every file once and records it, without keeping files open", async () => {
    const { sweep, versions, store, ids } = await anUpgrade(5, () => [...now, addNotes]);
    expect(await sweep()).toMatchObject({ migrated: 5 });
    expect(await sweep()).toMatchObject({ migrated: 0 });
    expect(await versions()).toEqual(Array(5).fill(NEWER));
    expect(store.stats().open).toBe(0);
    const { db, release } = await store.lease(ids[0]!);
    expect(db.all({ sql: "select id from notes", parameters: [] })).toEqual([]);
    release();
  });

  it("leaves one that fails in quarantine, and continues", async () => {
    const { sweep, versions, store, ids } = await anUpgrade(5, (ids) => [
      ...now,
      brokenFor(new Set([ids[1]!])),
    ]);
    expect(await sweep()).toMatchObject({ migrated: 4, failed: [ids[1]], stopped: false });
    expect((await versions()).toSorted((a, b) => a - b)).toEqual([
      now.length,
      ...Array<number>(4).fill(NEWER),
    ]);
    expect(store.quarantined()).toMatchObject([{ tenantId: ids[1], reason: "migration_failed" }]);
    await expect(store.lease(ids[1]!)).rejects.toMatchObject({ reason: "UNAVAILABLE" });
    (await store.lease(ids[2]!)).release();
  });

  it("stops if the migration itself must be at fault", async () => {
    const { sweep, store } = await anUpgrade(10, (ids) => [...now, brokenFor(new Set(ids))]);
    const swept = await sweep();
    expect(swept).toMatchObject({ migrated: 0, stopped: true });
    expect(swept.failed.length).toBeLessThan(7);
    expect(store.quarantined().length).toBeLessThan(7);
  });

  it("stops when the process ends, and continues at the next start", async () => {
    const { sweep, versions } = await anUpgrade(6, () => [...now, addNotes]);
    expect(await sweep({ signal: AbortSignal.abort() })).toMatchObject({ migrated: 0, stopped: true });
    expect(await sweep()).toMatchObject({ migrated: 6, stopped: false });
    expect(await versions()).toEqual(Array(6).fill(NEWER));
  });

  it("lets requests through, and migrates the tenants they need first", async () => {
    const { sweep, store, ids } = await anUpgrade(20, () => [...now, addNotes]);
    const sweeping = sweep();
    const { db, release } = await store.lease(ids.at(-1)!);
    expect(db.all({ sql: "select id from notes", parameters: [] })).toEqual([]);
    release();
    expect(await sweeping).toMatchObject({ migrated: 20 });
  });

  describe("with a thread", () => {
    /** Salons created by the previous version, and this version's store. */
    async function thisUpgrade(script?: URL) {
      const made = await aDataDir({ migrations: now.slice(0, -1) });
      const ids: TenantId[] = [];
      for (let i = 0; i < 4; i++) ids.push((await made.aTenant(`salon-${i}`)).id);
      const { dataDir, clock, log, control } = made;
      const opened: string[] = [];
      const store = createTenantStore({
        dataDir,
        clock,
        log,
        capacity: 100,
        timeOpening: (open) => {
          opened.push("here");
          return open();
        },
        migratingThread: createMigratingThread({ ...(script && { script }), restsFor: 10 }),
      });
      onTestFinished(() => store.closeAll());
      const sweep = () => migrateAll({ control, store, log, version: now.length, placement: "here" });
      return { ...made, ids, store, sweep, opened };
    }

    it("opens no file on the event loop, and requests find the files migrated", async () => {
      const { sweep, store, opened, ids } = await thisUpgrade();
      expect(await sweep()).toMatchObject({ migrated: 4, failed: [] });
      expect(opened).toEqual([]);
      expect(store.stats()).toMatchObject({ open: 0, misses: 4 });
      (await store.lease(ids[0]!)).release();
      expect(opened).toEqual(["here"]);
      expect(await sweep()).toMatchObject({ migrated: 0 });
    });

    it("knows why one has failed", async () => {
      const { sweep, store, opened, ids, dataDir } = await thisUpgrade();
      writeFileSync(tenantPath(dataDir, ids[1]!), Buffer.alloc(8192, 0x5a));
      expect(await sweep()).toMatchObject({ migrated: 3, failed: [ids[1]] });
      expect(store.quarantined()).toMatchObject([{ tenantId: ids[1], reason: "damaged" }]);
      expect(opened).toEqual(["here"]);
    });

    it.each([
      ["that cannot be", new URL("https://nowhere.test/")],
      ["that ends", new URL("data:text/javascript,process.exit()")],
    ])("%s does it all the same", async (_, script) => {
      const { sweep, opened } = await thisUpgrade(script);
      expect(await sweep()).toMatchObject({ migrated: 4, failed: [] });
      expect(opened).toHaveLength(4);
    });
  });
});
