import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { aDataDir } from "#test/data-dir.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import type { ProvisioningStep } from "./provisioning.ts";

const SCRIPT = fileURLToPath(import.meta.resolve("#test/provision-and-die.ts"));

function run(dataDir: string, task: "create" | "erase", dieAt: ProvisioningStep | "filling") {
  const { signal, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, dataDir, task, dieAt], {
    encoding: "utf8",
  });
  return { signal, said: stdout + stderr };
}

function filesOf(dataDir: string): string[] {
  return readdirSync(join(dataDir, "tenants"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

describe("a process that is killed while it creates a tenant", () => {
  it.each<ProvisioningStep | "filling">(["reserved", "copied", "filling", "filled", "synced", "renamed"])(
    "leaves nothing after the next start, and the tenant can be created again: %s",
    async (step) => {
      const dataDir = temporaryFolder();
      expect(run(dataDir, "create", step)).toEqual({ signal: "SIGKILL", said: "" });

      const next = await aDataDir({ dataDir });
      await next.provisioning.recoverProvisioning();
      expect(await next.control.listTenants({ limit: 9 })).toEqual([]);
      expect(filesOf(dataDir)).toEqual([]);

      const made = await next.provisioning.createTenant({
        slug: "luna",
        plan: "starter",
        numbers: ["+12125550100"],
        fill: () => {},
      });
      expect(made).toMatchObject({ outcome: "created" });
    },
  );

  it("leaves the tenant complete if it was already active", async () => {
    const dataDir = temporaryFolder();
    expect(run(dataDir, "create", "activated").signal).toBe("SIGKILL");
    const next = await aDataDir({ dataDir });
    await next.provisioning.recoverProvisioning();
    const tenant = await next.directory.byNumber("+12125550100");
    const { db, release } = await next.store.lease(tenant!.id);
    expect(db.all({ sql: "select key from settings", parameters: [] })).toEqual([{ key: "profile" }]);
    release();
  });
});

describe("a process that is killed while it erases a tenant", () => {
  it.each<ProvisioningStep>(["marked", "removed"])(
    "has the tenant erased by the next start: %s",
    async (step) => {
      const dataDir = temporaryFolder();
      const before = await aDataDir({ dataDir, closing: "by hand" });
      await before.aTenant("luna");
      await before.close();
      expect(run(dataDir, "erase", step).signal).toBe("SIGKILL");

      const next = await aDataDir({ dataDir });
      await next.provisioning.recoverProvisioning();
      expect(await next.control.listTenants({ limit: 9 })).toEqual([]);
      expect(filesOf(dataDir)).toEqual([]);
      await next.aTenant("luna");
    },
  );
});
