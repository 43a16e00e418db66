import type { TenantDb, TenantTx } from "#db/tenant-db.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import type { Logger } from "#kernel/logger.ts";
import type { PlanName, TenantId, TenantStatus } from "#ports/control-plane.ts";

import type { Actor } from "./actor.ts";
import type { RecordedEvent } from "./domain-event.ts";

export type { Actor, Channel } from "./actor.ts";

/** Who the tenant is, as the directory says. */
export type TenantIdentity = {
  readonly id: TenantId;
  readonly slug: string;
  readonly plan: PlanName;
  readonly status: TenantStatus;
  /** Where its links lead, absolute, without a slash at the end: never built from a request's Host. */
  readonly canonicalUrl: string;
};

/** Signs and checks capabilities that customers carry in links; bound to one tenant. */
export type Capabilities = {
  /** The token for `subject` (such as `manage:{uid}`); always the same one. */
  readonly issue: (subject: string) => string;
  /** In constant time; also accepts what older keys signed. */
  readonly verify: (subject: string, token: string) => boolean;
};

/** Counts one more of something, by labels of which there are few: never a name or an id. */
export type Count = (
  what: "bookings" | "messages" | "waitlist" | "chatTurns" | "llmAnswers" | "llmCostMicros",
  labels: Readonly<Record<string, string>>,
  by?: number,
) => void;

/** Notes how many seconds something took, by the same kind of labels. */
export type Measure = (
  what: "chatTurnSeconds" | "llmFirstTokenSeconds",
  labels: Readonly<Record<string, string>>,
  seconds: number,
) => void;

/**
 * Everything that work for one tenant may touch. Handed on explicitly: there is no current tenant.
 * It cannot name a path, the store or another tenant.
 */
export type TenantContext = Readonly<{
  tenant: TenantIdentity;
  actor: Actor;
  db: TenantDb;
  clock: Clock;
  ids: Ids;
  log: Logger;
  capabilities: Capabilities;
  /** Run inside the transaction of each command, in order. */
  subscribers: readonly EventSubscriber[];
  /** Counts what happened, for the operator; never throws. */
  count: Count;
  /** Times what happened, for the operator; never throws. */
  measure: Measure;
  /** Says that the outbox or a job has work at this instant; runs after the commit, never fails the command. */
  wakeAt: (at: number) => void;
  /** Before anything that makes the file grow by a visit: throws UNAVAILABLE when the disk has no room for it. */
  assertRoomToBook: () => void;
}>;

/** Reacts to an event in the same transaction: what it throws undoes the command. */
export type EventSubscriber = (ctx: TenantContext, tx: TenantTx, event: RecordedEvent) => void;
