import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { OutboxState } from "#db/tenant-tables.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";

/** What was sent, to whom. */
export type SentDocument = { readonly to: string; readonly subject?: string; readonly body: string };

/** When the next message is due or the next claim expires; null if nothing is queued. */
export function nextDue(db: TenantReads): Instant | null {
  const times = [db.first(earliestDue({}))?.at, db.first(earliestClaim({}))?.at];
  const known = times.filter((at) => typeof at === "number");
  return known.length === 0 ? null : Math.min(...known);
}

/** How many messages wait for a person to decide. */
export function countUndelivered(db: TenantReads): number {
  const counts = undelivered.map((count) => db.first(count)?.count ?? 0);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Everything sent for this business, oldest first. */
export function sentMessages(db: TenantReads) {
  return db.all(sentRows({})).map((row) => ({
    channel: row.channel,
    kind: row.kind,
    ...(JSON.parse(row.sent ?? "{}") as SentDocument),
    ...(row.booking_uid === null ? {} : { booking_uid: row.booking_uid }),
    sent_at: formatInstant(row.sent_at ?? row.created_at),
  }));
}

// Literals, because SQLite cannot match a partial index against bound values.
export const earliestDue = statement((_: object) =>
  build
    .selectFrom("outbox")
    .select("due_at as at")
    .where(sql<boolean>`state = ${sql.lit("queued")}`)
    .orderBy("due_at")
    .limit(1),
);

export const earliestClaim = statement((_: object) =>
  build
    .selectFrom("outbox")
    .select("claimed_until as at")
    .where(sql<boolean>`state = ${sql.lit("sending")}`)
    .orderBy("claimed_until")
    .limit(1),
);

export const undelivered = [setAside("dead")({}), setAside("unknown")({})];

function setAside(state: OutboxState) {
  return statement((_: object) =>
    build
      .selectFrom("outbox")
      .select((row) => row.fn.countAll<number>().as("count"))
      .where(sql<boolean>`state = ${sql.lit(state)}`),
  );
}

const sentRows = statement((_: object) =>
  build.selectFrom("outbox").selectAll().where("state", "=", "sent").orderBy("sent_at").orderBy("id"),
);
