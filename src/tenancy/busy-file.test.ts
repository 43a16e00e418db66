import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { openFile } from "#db/open.ts";
import { build, type TenantDb } from "#db/tenant-db.ts";
import { tenantPath } from "#db/tenant-file.ts";
import { aDataDir } from "#test/data-dir.ts";

import { createCheckpointer } from "./checkpointer.ts";

/** Milliseconds. Starting a thread takes 0.1 s, and much longer on a busy machine. */
const PATIENCE = 120_000;

/** Commits until the WAL is so long that a checkpoint is requested. */
function fillLog(db: TenantDb): void {
  const document = JSON.stringify("x".repeat(700_000));
  for (let i = 0; i < 25; i += 1)
    db.write((tx) => tx.run(build.replaceInto("settings").values({ key: `${i}`, document, updated_at: 0 })));
}

/** `mayBegin`: when the thread begins to checkpoint. */
async function aSalon(mayBegin = Promise.resolve()) {
  const thread = createCheckpointer({ patience: PATIENCE });
  const checkpoint = (path: string) => mayBegin.then(() => thread.checkpoint(path));
  const made = await aDataDir({ drainFor: PATIENCE, checkpointer: { ...thread, checkpoint } });
  const { id } = await made.aTenant("luna");
  const path = tenantPath(made.dataDir, id);
  const log = () => {
    const file = openFile(path, { kind: "tenant", readonly: true });
    const found = file.prepare("pragma wal_checkpoint(noop)").get() as { log: number; checkpointed: number };
    file.close();
    return found;
  };
  return { ...made, id, path, log };
}

describe("a file with many writes", () => {
  it("is checkpointed by a thread, and stays in use until that is done", async () => {
    const { promise, resolve: begin } = Promise.withResolvers<void>();
    const { store, id, log } = await aSalon(promise);
    const { db, release } = await store.lease(id);
    fillLog(db);
    release();
    expect(store.stats()).toMatchObject({ leases: 1 });
    expect(log()).toMatchObject({ checkpointed: 0 });
    begin();
    while (store.stats().leases > 0) await sleep(5);
    const { log: pages, checkpointed } = log();
    expect(pages).toBeGreaterThan(4_000);
    expect(checkpointed).toBe(pages);
  });

  it("is closed or replaced only after that", async () => {
    const { store, id, path, log } = await aSalon();
    const { db, release } = await store.lease(id);
    fillLog(db);
    release();
    await store.withClosed(id, async () => {
      expect(store.stats()).toMatchObject({ leases: 0, open: 0 });
      expect(existsSync(`${path}-wal`)).toBe(false);
    });
    const again = await store.lease(id);
    expect(again.db.all(build.selectFrom("settings").select("key"))).toHaveLength(25);
    again.release();
    expect(log()).toMatchObject({ log: 0 });
  });
});
