import { setImmediate as nextTurn } from "node:timers/promises";

import { describe, expect, it, onTestFinished, vi } from "vitest";

import type { TenantHandle } from "#db/open-tenant.ts";
import { fixedClock } from "#kernel/clock.ts";
import { MINUTE, SECOND } from "#kernel/instant.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { aLog } from "#test/log.ts";
import { aTenantDb } from "#test/tenant-db.ts";

import { createOpenTenants } from "./open-tenants.ts";

const [LUNA, ROSA] = ["luna", "rosa"] as [TenantId, TenantId];

/** Fake open files that record what is done to them. */
function openTenants(capacity: number) {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const clock = fixedClock(0);
  const done: string[] = [];
  const tenants = createOpenTenants({ clock, log: aLog(), capacity, drainFor: 10 });
  onTestFinished(() => tenants.closeAll());
  const add = (id: TenantId): void => {
    const handle: TenantHandle = {
      db: aTenantDb(),
      schemaVersion: 1,
      migrated: 0,
      forgetPages: () => void done.push(`forget what ${id} read`),
      shrinkMemory: () => void done.push(`shrink ${id}`),
      close: () => void done.push(`close ${id}`),
    };
    tenants.add(id, handle);
  };
  const pass = (milliseconds: number): void => {
    clock.advance(milliseconds);
    vi.advanceTimersByTime(milliseconds);
  };
  return { tenants, add, pass, done };
}

describe("an open file that is idle", () => {
  it("frees its memory once after a minute, and again after further use", () => {
    const { tenants, add, pass, done } = openTenants(5);
    add(LUNA);
    add(ROSA);
    const used = tenants.lease(ROSA);
    pass(MINUTE - SECOND);
    expect(done).toEqual([]);
    pass(MINUTE);
    expect(done).toEqual(["shrink luna"]);
    used?.release();
    pass(2 * MINUTE);
    expect(done).toEqual(["shrink luna", "shrink rosa"]);
    tenants.lease(LUNA)?.release();
    pass(2 * MINUTE);
    expect(done).toEqual(["shrink luna", "shrink rosa", "shrink luna"]);
  });
});

describe("a file used for the first time since it was opened", () => {
  it("frees the pages it has read, once, after the request", async () => {
    const { tenants, add, done } = openTenants(5);
    add(LUNA);
    for (let i = 0; i < 3; i++) {
      tenants.lease(LUNA)?.release();
      expect(done).toEqual(i === 0 ? [] : ["forget what luna read"]);
      await nextTurn();
    }
  });

  it("is left alone if it was closed meanwhile", async () => {
    const { tenants, add, done } = openTenants(5);
    add(LUNA);
    tenants.lease(LUNA)?.release();
    await tenants.close(LUNA);
    await nextTurn();
    expect(done).toEqual(["close luna"]);
  });
});

describe("a file that was opened only to be inspected", () => {
  it("is closed again unless it is in use by then", () => {
    const { tenants, add, done } = openTenants(5);
    add(LUNA);
    add(ROSA);
    tenants.lease(LUNA)?.release();
    const used = tenants.lease(ROSA);
    for (const id of [LUNA, ROSA, "nobody" as TenantId]) tenants.closeUnused(id);
    expect(done).toEqual(["close luna"]);
    used?.release();
  });
});

describe("far more files in use than may be open", () => {
  it("make room at once if possible, and are UNAVAILABLE if not", () => {
    const { tenants, add, done } = openTenants(1);
    const leases = Array.from({ length: 65 }, (_, i) => {
      add(String(i) as TenantId);
      return tenants.lease(String(i) as TenantId);
    });
    expect(() => tenants.makeRoom()).toThrow(expect.objectContaining({ reason: "UNAVAILABLE" }));
    leases[7]?.release();
    tenants.makeRoom();
    expect(done).toEqual(["close 7"]);
  });
});
