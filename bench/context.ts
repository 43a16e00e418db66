import type { TenantDb } from "#db/tenant-db.ts";
import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import { queueMessages, queueReminders } from "#modules/messages/index.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { createCapabilities } from "#tenancy/capabilities.ts";
import type { TenantContext } from "#tenancy/context.ts";
import { type ContextServices, makeContext } from "#tenancy/make-context.ts";

import { NOW } from "./salon.ts";

const clock = fixedClock(NOW);
const ids = seededIds(clock, 31);

/** The services that every command runs with, including the product's own subscribers. */
const services: ContextServices = {
  clock,
  ids,
  capabilities: createCapabilities([Buffer.alloc(32, 7)]),
  subscribers: [queueMessages, queueReminders],
  count: () => {},
  measure: () => {},
  wakeAt: () => {},
  publicBaseUrl: "http://localhost:3000",
};

/** Advances the clock a little, as between customers: new ids sort after earlier ones. */
export function passAMoment(): void {
  clock.advance(20);
}

/** The context of a customer on the page of the salon with this file. */
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
