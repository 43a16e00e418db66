import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import { openFile } from "#db/open.ts";
import { build, type TenantDb } from "#db/tenant-db.ts";
import { tenantPath } from "#db/tenant-file.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { aDataDir } from "#test/data-dir.ts";
import { hangingCheckpointer } from "#test/hanging-thread.ts";

/** All tenant files in a DATA_DIR, complete or not. */
function filesOf(dataDir: string): string[] {
  return readdirSync(join(dataDir, "tenants"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

function addProfile(db: TenantDb): void {
  db.write((tx) => {
    tx.run(build.insertInto("settings").values({ key: "profile", document: "{}", updated_at: 0 }));
  });
}

const luna = { slug: "luna", plan: "standard" as const, numbers: ["+12125550100"], fill: addProfile };

describe("creating a tenant", () => {
  it("makes it active, with a filled file of its own that can be leased", async () => {
    const { provisioning, directory, store, dataDir } = await aDataDir();
    expect(await directory.bySlug("luna")).toBeUndefined();
    const made = await provisioning.createTenant(luna);
    expect(made).toMatchObject({
      outcome: "created",
      tenant: { slug: "luna", status: "active", placement: "here" },
    });

    const tenant = await directory.bySlug("luna");
    expect(await directory.byNumber("+12125550100")).toEqual(tenant);
    const { db, release } = await store.lease(tenant!.id);
    expect(db.first(build.selectFrom("meta").select(["tenant_id", "config_version"]))).toEqual({
      tenant_id: tenant!.id,
      config_version: 1,
    });
    expect(db.all(build.selectFrom("settings").select("key"))).toEqual([{ key: "profile" }]);
    release();
    await store.close(tenant!.id);
    expect(filesOf(dataDir)).toEqual([`${tenant!.id}.db`]);
  });

  it("keeps files in folders that only this user can enter", async () => {
    const { aTenant, dataDir } = await aDataDir();
    const path = tenantPath(dataDir, (await aTenant("luna")).id);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(statSync(dirname(dirname(path))).mode & 0o777).toBe(0o700);
  });

  it("grants a slug once, even to concurrent requests", async () => {
    const { provisioning, control } = await aDataDir();
    const asked = await Promise.all([1, 2, 3].map(() => provisioning.createTenant({ ...luna, numbers: [] })));
    expect(asked.map(({ outcome }) => outcome).toSorted()).toEqual(["created", "slug_taken", "slug_taken"]);
    expect(await control.listTenants({ limit: 9 })).toHaveLength(1);
  });

  it("leaves nothing behind if a number is taken", async () => {
    const { provisioning, control, dataDir } = await aDataDir();
    await provisioning.createTenant(luna);
    expect(await provisioning.createTenant({ ...luna, slug: "rosa" })).toEqual({ outcome: "number_taken" });
    expect(await control.tenantBySlug("rosa")).toBeUndefined();
    expect(filesOf(dataDir)).toHaveLength(1);
    expect(await provisioning.createTenant({ ...luna, slug: "rosa", numbers: [] })).toMatchObject({
      outcome: "created",
    });
  });

  it("leaves nothing behind if filling fails, and rethrows the error", async () => {
    const { provisioning, control, dataDir } = await aDataDir();
    const fill = (db: TenantDb): void => {
      addProfile(db);
      throw new Error("services[0].duration_minutes is missing");
    };
    await expect(provisioning.createTenant({ ...luna, fill })).rejects.toThrow("services[0]");
    expect(await control.tenantBySlug("luna")).toBeUndefined();
    expect(filesOf(dataDir)).toEqual([]);
    expect(await provisioning.createTenant(luna)).toMatchObject({ outcome: "created" });
  });
});

describe("erasing a tenant", () => {
  it("frees its slug and removes its file, and the slug can be used again", async () => {
    const { provisioning, aTenant, directory, store, dataDir } = await aDataDir();
    const { id } = await aTenant("luna");
    (await store.lease(id)).release();
    expect(await provisioning.eraseTenant(id)).toBe(true);
    expect(await provisioning.eraseTenant(id)).toBe(false);
    expect(await directory.bySlug("luna")).toBeUndefined();
    expect(filesOf(dataDir)).toEqual([]);
    await expect(store.lease(id)).rejects.toMatchObject({ reason: "UNAVAILABLE" });
    await aTenant("luna");
  });

  it("waits for leases on the file", async () => {
    const { provisioning, aTenant, store, dataDir } = await aDataDir({ drainFor: 60_000 });
    const { id } = await aTenant("luna");
    const lease = await store.lease(id);
    const erasing = provisioning.eraseTenant(id);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lease.db.all(build.selectFrom("meta").select("tenant_id"))).toHaveLength(1);
    expect(filesOf(dataDir)).toContain(`${id}.db`);
    lease.release();
    await erasing;
    expect(filesOf(dataDir)).toEqual([]);
  });
});

describe("erasing a tenant that cannot be erased now", () => {
  const NOT_YET = { reason: "UNAVAILABLE", status: 503, message: expect.stringContaining("tried again") };

  async function aHangingFile() {
    const { checkpointer, letGo } = await hangingCheckpointer();
    const made = await aDataDir({ checkpointer });
    const { id } = await made.aTenant("luna");
    // As the store does.
    const checkpoint = checkpointer.checkpoint(tenantPath(made.dataDir, id));
    return { ...made, id, letGo, checkpoint: checkpoint.catch(String) };
  }

  it("because the disk hangs reports that, stops serving it, and erases it once the disk is back", async () => {
    const { provisioning, control, store, id, letGo, dataDir, checkpoint } = await aHangingFile();
    await checkpoint;
    for (let i = 0; i < 2; i += 1) await expect(provisioning.eraseTenant(id)).rejects.toMatchObject(NOT_YET);
    await provisioning.finishErasing();
    expect(await control.tenantBySlug("luna")).toMatchObject({ status: "erasing" });
    expect(filesOf(dataDir)).toContain(`${id}.db`);
    // Requests that still have its id do not wait for ever either.
    (await store.lease(id)).release();
    await letGo();
    while ((await control.tenantBySlug("luna")) !== undefined) {
      await sleep(5);
      await provisioning.finishErasing();
    }
    expect(filesOf(dataDir)).toEqual([]);
    expect(await provisioning.eraseTenant(id)).toBe(false);
  });

  it.each<[string, () => Promise<void>]>([
    ["whose backups cannot be removed", () => Promise.reject(new Error("The bucket does not answer."))],
    ["whose backups take too long", () => Promise.withResolvers<void>().promise],
  ])("%s is resumed later, and the next start does not wait for it", async (_, removeBackupsOf) => {
    const made = await aDataDir({ provisioning: { removeBackupsOf, erasePatience: 10 } });
    const { id } = await made.aTenant("luna");
    await expect(made.provisioning.eraseTenant(id)).rejects.toMatchObject(NOT_YET);
    await made.provisioning.recoverProvisioning();
    expect(filesOf(made.dataDir)).toContain(`${id}.db`);
    const next = await aDataDir({ dataDir: made.dataDir });
    await next.provisioning.finishErasing();
    expect(filesOf(made.dataDir)).toEqual([]);
  });
});

describe("the next start", () => {
  it("finds nothing to do after an orderly shutdown", async () => {
    const { aTenant, provisioning, close, dataDir } = await aDataDir();
    await aTenant("luna");
    await provisioning.recoverProvisioning();
    await close();
    const next = await aDataDir({ dataDir });
    await next.provisioning.recoverProvisioning();
    expect(next.log.lines).toEqual([]);
    expect(await next.directory.bySlug("luna")).toMatchObject({ status: "active" });
    expect(filesOf(dataDir)).toHaveLength(1);
  });

  it("removes stray copies, and leaves another process's half-created tenant alone", async () => {
    const { provisioning, control, dataDir } = await aDataDir();
    await control.reserveTenant({
      id: "01kk000000000000000000far0",
      slug: "far",
      plan: "starter",
      placement: "there",
      schemaVersion: 1,
    });
    const stray = `${tenantPath(dataDir, "01kk000000000000000000ab99")}.new`;
    mkdirSync(dirname(stray), { recursive: true });
    for (const ending of ["", "-wal", "-shm"]) writeFileSync(stray + ending, "half");
    await provisioning.recoverProvisioning();
    expect(filesOf(dataDir)).toEqual([]);
    expect(await control.tenantBySlug("far")).toMatchObject({ status: "provisioning" });
  });

  it("sets aside, and never deletes, a file that the directory does not know", async () => {
    const { aTenant, control, provisioning, dataDir, log } = await aDataDir();
    const { id } = await aTenant("luna");
    await control.removeTenant(id);
    await provisioning.recoverProvisioning();
    expect(filesOf(dataDir)).toEqual([]);
    expect(log.lines).toEqual(["error A tenant's file is unknown to the directory; it is set aside."]);
    const aside = join(dataDir, "set-aside", `${id}.db`);
    expect(existsSync(aside)).toBe(true);
    openFile(aside, { kind: "tenant" }).close();
  });
});

describe("a tenant's path", () => {
  it.each(["../../etc/passwd", "luna", "", "01kk000000000000000000luna/", "01KK00000000000000000000AB"])(
    "is built from an id only: %s",
    (id) => {
      expect(() => tenantPath("data", id)).toThrow("by its id only");
    },
  );

  it("ends in the id's last two characters", () => {
    const id = "01kk000000000000000000abcd" as TenantId;
    expect(tenantPath("data", id)).toBe(join("data", "tenants", "cd", `${id}.db`));
  });
});
