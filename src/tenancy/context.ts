import type { TenantDb, TenantTx } from "#db/tenant-db.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import type { Logger } from "#kernel/logger.ts";
import type { PlanName, TenantId, TenantStatus } from "#ports/control-plane.ts";

import type { Actor } from "./actor.ts";
import type { RecordedEvent } from "./domain-event.ts";

export type { Actor, Channel } from "./actor.ts";

/** The tenant as recorded in the directory. */
export type TenantIdentity = {
  readonly id: TenantId;
  readonly slug: string;
  readonly plan: PlanName;
  readonly status: TenantStatus;
  /**
   * The base of the tenant's links: absolute, without a trailing slash, never derived from a request's Host
   * header.
   */
  readonly canonicalUrl: string;
};

/** Issues and verifies the capability tokens that customers carry in links. Bound to one tenant. */
export type Capabilities = {
  /** The token for `subject`, such as `manage:{uid}`. Deterministic for the current key. */
  readonly issue: (subject: string) => string;
  /** Whether `token` was issued for `subject`, under the current key or an older one. Constant-time. */
  readonly verify: (subject: string, token: string) => boolean;
};

/** Increases a counter by `by` (1 by default). Labels must have few distinct values: never a name or an id. */
export type Count = (
  what: "bookings" | "messages" | "waitlist" | "chatTurns" | "llmAnswers" | "llmCostMicros",
  labels: Readonly<Record<string, string>>,
  by?: number,
) => void;

/** Records a duration in seconds. The same rule for labels applies. */
export type Measure = (
  what: "chatTurnSeconds" | "llmFirstTokenSeconds",
  labels: Readonly<Record<string, string>>,
  seconds: number,
) => void;

/**
 * Everything that code working for one tenant may use: frozen, valid until its lease is released, and passed
 * explicitly, because there is no ambient "current tenant". Nothing in it can name a path, the store or another
 * tenant.
 */
export type TenantContext = Readonly<{
  tenant: TenantIdentity;
  /** On whose behalf this code runs; recorded with every event. */
  actor: Actor;
  /** This tenant's file. It may be closed as soon as the lease is released. */
  db: TenantDb;
  /** The only source of the current time. */
  clock: Clock;
  ids: Ids;
  log: Logger;
  capabilities: Capabilities;
  /** Called in order, inside the transaction of each command. */
  subscribers: readonly EventSubscriber[];
  /** Counts for the operator's metrics; never throws. */
  count: Count;
  /** Timings for the operator's metrics; never throws. */
  measure: Measure;
  /**
   * Schedules a wake-up of this tenant: its outbox or a job has work due at `at` (epoch milliseconds, UTC).
   * Passed on asynchronously, so outside the transaction, and never fails the command.
   */
  wakeAt: (at: number) => void;
  /** Throws UNAVAILABLE if the disk has no room for another visit. Call before anything that adds one. */
  assertRoomToBook: () => void;
}>;

/** Reacts to an event inside its transaction. Throwing rolls the command back. */
export type EventSubscriber = (ctx: TenantContext, tx: TenantTx, event: RecordedEvent) => void;
