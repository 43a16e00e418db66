import { build, type TenantTx } from "#db/tenant-db.ts";
import { columnsOf, statement } from "#db/query.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { DomainEvent, RecordedEvent, RowChange } from "#tenancy/domain-event.ts";

import { withoutPersonalColumns } from "./personal-columns.ts";
import { versionHasChanged } from "./queries.ts";

/** Tables that determine what can be offered: a change to one of them invalidates parsed configuration. */
const CONFIGURATION: ReadonlySet<RowChange["table"]> = new Set<RowChange["table"]>([
  "settings",
  "resources",
  "services",
  "service_resources",
  "staff",
  "staff_services",
  "overrides",
  "time_off",
  "holidays",
  "faqs",
]);

/**
 * Records what a command did and lets the subscribers react, all in the command's transaction. Every command
 * calls this exactly once. Personal data stays out of the log: a change refers to its row by table and id, so
 * that erasing a person leaves the log intact.
 */
export function recordEvent(ctx: TenantContext, tx: TenantTx, event: DomainEvent): RecordedEvent {
  const id = ctx.ids.ulid();
  const at = ctx.clock.now();
  const { lastInsertRowid: seq } = tx.run(
    insertEvent({
      id,
      at,
      kind: event.kind,
      subject: event.subject,
      actor_kind: ctx.actor.kind,
      actor_id: ctx.actor.id,
      channel: ctx.actor.channel,
      reason: event.reason ?? null,
      changes: JSON.stringify(event.changes.map(withoutPersonalColumns)),
    }),
  );
  const isConfiguration = event.changes.some((change) => CONFIGURATION.has(change.table));
  if (isConfiguration) tx.run(raiseConfigVersion({}));
  versionHasChanged(tx, id, isConfiguration);
  const recorded: RecordedEvent = { ...event, id, seq, at, actor: ctx.actor };
  for (const react of ctx.subscribers) react(ctx, tx, recorded);
  return recorded;
}

type EventValues = {
  id: string;
  at: number;
  kind: string;
  subject: string;
  actor_kind: TenantContext["actor"]["kind"];
  actor_id: string | null;
  channel: string;
  reason: string | null;
  changes: string;
};

const insertEvent = statement((p: EventValues) =>
  build
    .insertInto("events")
    .values(
      columnsOf(p, ["id", "at", "kind", "subject", "actor_kind", "actor_id", "channel", "reason", "changes"]),
    ),
);

const raiseConfigVersion = statement((_: object) =>
  build.updateTable("meta").set((row) => ({ config_version: row("config_version", "+", 1) })),
);
