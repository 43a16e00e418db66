import { type Selectable, sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { OutboxTable } from "#db/tenant-tables.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";

export type OutboxRow = Selectable<OutboxTable>;

/** What was said to whom, as it was sent. */
export type SentDocument = { readonly to: string; readonly subject?: string; readonly body: string };

/** When there is something to send next; null when nothing waits. */
export function nextDue(db: TenantReads): Instant | null {
  return db.first(earliestDue({}))?.at ?? null;
}

/** Everything that was sent for this business, oldest first. */
export function sentMessages(db: TenantReads) {
  return db.all(sentRows({})).map((row) => ({
    channel: row.channel,
    kind: row.kind,
    ...(JSON.parse(row.sent ?? "{}") as SentDocument),
    ...(row.booking_uid === null ? {} : { booking_uid: row.booking_uid }),
    sent_at: formatInstant(row.sent_at ?? row.created_at),
  }));
}

// The states are literals: a partial index cannot be matched against bound values.
const earliestDue = statement((_: object) =>
  build
    .selectFrom("outbox")
    .select("due_at as at")
    .where(sql<boolean>`state = ${sql.lit("queued")}`)
    .orderBy("due_at")
    .limit(1),
);

const sentRows = statement((_: object) =>
  build.selectFrom("outbox").selectAll().where("state", "=", "sent").orderBy("sent_at").orderBy("id"),
);
