import type { TenantDb } from "#db/tenant-db.ts";
import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import { queueMessages } from "#modules/messages/index.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { createCapabilities } from "#tenancy/capabilities.ts";
import type { TenantContext } from "#tenancy/context.ts";
import { type ContextServices, makeContext } from "#tenancy/make-context.ts";

import { NOW } from "./salon.ts";

const clock = fixedClock(NOW);
const ids = seededIds(clock, 31);

/** What every command runs with, the product's own subscribers among it. */
const services: ContextServices = {
  clock,
  ids,
  capabilities: createCapabilities([Buffer.alloc(32, 7)]),
  subscribers: [queueMessages],
  count: () => {},
  measure: () => {},
  wakeAt: () => {},
  publicBaseUrl: "http://localhost:3000",
};

/** Lets a moment pass, as between customers: new ids sort after those before. */
export function passAMoment(): void {
  clock.advance(20);
}

/** A customer at the page of the salon that has this file. */
export function customerOf(db: TenantDb): TenantContext {
  return makeContext({
    services,
    record: {
      id: ids.ulid() as TenantId,
      slug: "luna",
      plan: "premium",
      status: "active",
      canonicalHost: null,
      placement: "local",
      placementEpoch: 1,
      schemaVersion: 1,
      createdAt: NOW,
    },
    lease: { db, release: () => {} },
    actor: { kind: "customer", id: null, channel: "page" },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
}
