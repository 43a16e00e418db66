import type { TenantTables } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";

import type { Actor } from "./actor.ts";

/**
 * A row before and after a change: `before` is null for an insert, `after` for a delete. Columns with personal
 * data are removed when the event is stored.
 */
export type RowChange = {
  readonly table: keyof TenantTables;
  readonly id: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
};

/** What one command did. Kinds are in the past tense: `booking_confirmed`, `service_changed`. */
export type DomainEvent = {
  readonly kind: string;
  /** The entity concerned: `booking:{uid}`, `service:{id}`. */
  readonly subject: string;
  readonly reason?: string | undefined;
  readonly changes: readonly RowChange[];
};

/** The event as stored. `seq` increases with each event of the tenant. */
export type RecordedEvent = DomainEvent & {
  readonly id: string;
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
};
