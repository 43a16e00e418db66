import { join } from "node:path";

import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { fastest } from "#test/fastest.ts";
import { temporaryFolder } from "#test/temp-folder.ts";

import { createDirectory } from "./directory.ts";
import { openSqliteControlPlane } from "./open-sqlite.ts";

const LUNA = "01kk000000000000000000luna" as TenantId;

async function aDirectory() {
  const clock = fixedClock(Date.UTC(2026, 2, 6));
  const path = join(temporaryFolder(), "control.db");
  const control = await openSqliteControlPlane(path, { clock });
  onTestFinished(() => control.close());
  await control.reserveTenant({
    id: LUNA,
    slug: "luna",
    plan: "starter",
    placement: "here",
    schemaVersion: 1,
  });
  await control.activateTenant(LUNA, ["+12125550100"]);
  return { clock, path, control, directory: createDirectory(control, clock, { patience: 5 }) };
}

describe("the directory", () => {
  it("finds a tenant by everything that leads to it", async () => {
    const { directory, control } = await aDirectory();
    await control.addHost(LUNA, "luna.example", "proof");
    await control.verifyHost(LUNA, "luna.example");
    await control.createApiKey({ id: "k", tenantId: LUNA, name: "till", hash: "h", lastFour: "1234" });
    const found = await Promise.all([
      directory.bySlug("luna"),
      directory.byHost("luna.example"),
      directory.byNumber("+12125550100"),
      directory.byId(LUNA),
    ]);
    expect(found.map((record) => record?.slug)).toEqual(["luna", "luna", "luna", "luna"]);
    expect(await directory.byApiKey("h")).toMatchObject({ tenantId: LUNA });
    expect(await directory.bySlug("rosa")).toBeUndefined();
  });

  it("shows a change at once once it was told to forget the tenant", async () => {
    const { directory, control } = await aDirectory();
    await directory.bySlug("luna");
    await directory.bySlug("moon");
    await control.changeTenant(LUNA, { slug: "moon", status: "suspended" });
    expect(await directory.bySlug("luna")).toMatchObject({ status: "active" });
    directory.forget(LUNA);
    expect(await directory.bySlug("luna")).toBeUndefined();
    expect(await directory.bySlug("moon")).toMatchObject({ status: "suspended" });
  });

  it("no longer knows a revoked key once the tenant is forgotten", async () => {
    const { directory, control } = await aDirectory();
    await control.createApiKey({ id: "k", tenantId: LUNA, name: "till", hash: "h", lastFour: "1234" });
    await directory.byApiKey("h");
    await control.revokeApiKey(LUNA, "k");
    directory.forget(LUNA);
    expect(await directory.byApiKey("h")).toBeUndefined();
  });

  it("knows a session until it expires or its user is forgotten", async () => {
    const { directory, control, clock } = await aDirectory();
    await control.createUser({ id: "u", email: "mia@luna.example", name: "Mia", passwordHash: null });
    await control.createSession({ hash: "s", userId: "u", expiresAt: clock.now() + 2_000 });
    expect(await directory.bySession("s")).toMatchObject({ user: { name: "Mia" } });
    clock.advance(2_000);
    expect(await directory.bySession("s")).toBeUndefined();

    await control.createSession({ hash: "s2", userId: "u", expiresAt: clock.now() + 9_000 });
    await directory.bySession("s2");
    await control.endSession("s2");
    directory.forgetUser("u");
    expect(await directory.bySession("s2")).toBeUndefined();
  });

  it("serves cached tenants while another process has locked the whole database", async () => {
    const { directory, clock, path, control } = await aDirectory();
    await directory.bySlug("luna");
    await control.close();
    const other = new Database(path, { timeout: 0 });
    other.exec("pragma locking_mode = exclusive; begin exclusive");
    const look = async () => {
      clock.advance(10_000);
      expect(await directory.bySlug("luna")).toMatchObject({ id: LUNA });
    };
    expect(await fastest(100, look)).toBeLessThan(100);
    await expect(directory.bySlug("rosa")).rejects.toThrow();
    other.close();
  });
});
