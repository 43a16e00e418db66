import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { TenantId, TenantRecord } from "#ports/control-plane.ts";

import type { Actor, Capabilities, Count, EventSubscriber, Measure, TenantContext } from "./context.ts";
import type { Lease } from "./lease.ts";

/** What every tenant's context is made from; chosen once, at the start. */
export type ContextServices = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly capabilities: (tenant: TenantId) => Capabilities;
  readonly subscribers: readonly EventSubscriber[];
  readonly count: Count;
  readonly measure: Measure;
  /** Says that a tenant has work at this instant; never throws. */
  readonly wakeAt: (tenant: TenantId, at: Instant) => void;
  /** Throws UNAVAILABLE when the disk has no room for new bookings; without it there always is. */
  readonly assertRoomToBook?: () => void;
  /** `PUBLIC_BASE_URL`, without a slash at the end. */
  readonly publicBaseUrl: string;
};

export type ContextParts = {
  readonly services: ContextServices;
  readonly record: TenantRecord;
  readonly lease: Lease;
  readonly actor: Actor;
  readonly log: Logger;
};

/** All that work for one tenant may touch, as long as the lease lasts. */
export function makeContext({ services, record, lease, actor, log }: ContextParts): TenantContext {
  const { clock, ids, capabilities, subscribers, count, measure, wakeAt, publicBaseUrl } = services;
  const { id, slug, plan, status } = record;
  return Object.freeze({
    tenant: Object.freeze({ id, slug, plan, status, canonicalUrl: canonicalUrl(record, publicBaseUrl) }),
    actor,
    db: lease.db,
    clock,
    ids,
    log,
    capabilities: capabilities(id),
    subscribers,
    count,
    measure,
    wakeAt: (at: Instant) => wakeAt(id, at),
    assertRoomToBook: services.assertRoomToBook ?? thereIsRoom,
  });
}

function thereIsRoom(): void {}

/** Where a tenant's links lead, never taken from a request: its verified host, or its path on the apex. */
export function canonicalUrl(
  record: Pick<TenantRecord, "slug" | "canonicalHost">,
  publicBaseUrl: string,
): string {
  return record.canonicalHost === null
    ? `${publicBaseUrl}/t/${record.slug}`
    : `https://${record.canonicalHost}`;
}
