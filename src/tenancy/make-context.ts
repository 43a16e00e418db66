import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { TenantId, TenantRecord } from "#ports/control-plane.ts";

import type { Actor, Capabilities, Count, EventSubscriber, Measure, TenantContext } from "./context.ts";
import type { Lease } from "./lease.ts";

/** What every tenant's context is built from; assembled once, at startup. */
export type ContextServices = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly capabilities: (tenant: TenantId) => Capabilities;
  readonly subscribers: readonly EventSubscriber[];
  readonly count: Count;
  readonly measure: Measure;
  /** Schedules a wake-up: the tenant has work due at this instant. Never throws. */
  readonly wakeAt: (tenant: TenantId, at: Instant) => void;
  /** Throws UNAVAILABLE if the disk has no room for new bookings. Without it there is always room. */
  readonly assertRoomToBook?: () => void;
  /** `PUBLIC_BASE_URL`, without a trailing slash. */
  readonly publicBaseUrl: string;
};

export type ContextParts = {
  readonly services: ContextServices;
  readonly record: TenantRecord;
  readonly lease: Lease;
  readonly actor: Actor;
  readonly log: Logger;
};

/** Builds the frozen context of one tenant. It is valid as long as the lease is held. */
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

/** The base URL of a tenant's links: its verified host or its path on the apex. Never derived from a request. */
export function canonicalUrl(
  record: Pick<TenantRecord, "slug" | "canonicalHost">,
  publicBaseUrl: string,
): string {
  return record.canonicalHost === null
    ? `${publicBaseUrl}/t/${record.slug}`
    : `https://${record.canonicalHost}`;
}
