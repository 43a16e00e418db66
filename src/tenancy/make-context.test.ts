import { describe, expect, it } from "vitest";

import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import type { TenantId, TenantRecord } from "#ports/control-plane.ts";
import { aLog } from "#test/log.ts";
import { aTenantDb } from "#test/tenant-db.ts";

import { createCapabilities } from "./capabilities.ts";
import { type ContextServices, makeContext } from "./make-context.ts";

const clock = fixedClock(0);
const LUNA: TenantRecord = {
  id: "01kk000000000000000000luna" as TenantId,
  slug: "luna",
  plan: "starter",
  status: "active",
  canonicalHost: null,
  placement: "here",
  placementEpoch: 1,
  schemaVersion: 1,
  createdAt: 0,
};

function aContext(record = LUNA) {
  const woken: unknown[] = [];
  const services: ContextServices = {
    clock,
    ids: seededIds(clock, 1),
    capabilities: createCapabilities([Buffer.alloc(32)]),
    subscribers: [],
    count: () => {},
    measure: () => {},
    wakeAt: (tenant, at) => void woken.push([tenant, at]),
    publicBaseUrl: "https://frontdesk.example",
  };
  const lease = { db: aTenantDb(), release: () => {} };
  const actor = { kind: "customer", id: null, channel: "page" } as const;
  return { ctx: makeContext({ services, record, lease, actor, log: aLog() }), woken, lease };
}

describe("a tenant's context", () => {
  it("is bound to this tenant and gives no access to any other", () => {
    const { ctx, woken, lease } = aContext();
    expect(ctx.db).toBe(lease.db);
    expect(ctx.capabilities.verify("a", ctx.capabilities.issue("a"))).toBe(true);
    ctx.wakeAt(7);
    expect(woken).toEqual([[LUNA.id, 7]]);
    expect(Object.keys(ctx.tenant).toSorted()).toEqual(["canonicalUrl", "id", "plan", "slug", "status"]);
    expect(Object.keys(ctx)).not.toContain("store");
  });

  it("is immutable", () => {
    const { ctx } = aContext();
    expect(() => Object.assign(ctx, { db: undefined })).toThrow(TypeError);
    expect(() => Object.assign(ctx.tenant, { plan: "premium" })).toThrow(TypeError);
  });

  it("links to the tenant's own host once it has one", () => {
    expect(aContext().ctx.tenant.canonicalUrl).toBe("https://frontdesk.example/t/luna");
    const own = aContext({ ...LUNA, canonicalHost: "luna.example" });
    expect(own.ctx.tenant.canonicalUrl).toBe("https://luna.example");
  });
});
