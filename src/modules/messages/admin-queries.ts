import { type SqlBool, sql } from "kysely";
import type { z } from "zod";

import { contains } from "#db/like.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { OutboxState } from "#db/tenant-tables.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";

import type { SentDocument } from "./queries.ts";
import type { messageAnswer } from "./schemas.ts";

export type MessageFilter = {
  /** Matches part of the customer's name, email or number, or of the kind. */
  readonly search?: string | undefined;
  readonly state?: OutboxState | undefined;
  /** The last id of the previous page. */
  readonly after?: string | undefined;
  readonly limit: number;
};

const withCustomer = build
  .selectFrom("outbox")
  .leftJoin("customers", "customers.id", "outbox.customer_id")
  .selectAll("outbox")
  .select("customers.name as customer_name");

/** Messages, newest first. */
export function listMessages(db: TenantReads, filter: MessageFilter) {
  return db.all(messagesLike(filter));
}

/** The query behind `listMessages`. */
export function messagesLike({ search, state, after, limit }: MessageFilter) {
  let query = withCustomer;
  // A literal, so that SQLite can use the partial index of rare states.
  if (state) query = query.where(sql<SqlBool>`outbox.state = ${sql.lit(state)}`);
  if (after) query = query.where("outbox.id", "<", after);
  if (search) {
    const columns = ["customers.name", "customers.email", "customers.phone", "outbox.kind"];
    query = query.where((row) => row.or(columns.map((column) => contains(column, search))));
  }
  return query.orderBy("outbox.id", "desc").limit(limit);
}

export type MessageRow = ReturnType<typeof listMessages>[number];

/** Throws NOT_FOUND for an unknown id. */
export function getMessage(db: TenantReads, id: string): MessageRow {
  const row = db.first(withCustomer.where("outbox.id", "=", id));
  if (!row) throw notFound("There is no such message.");
  return row;
}

/** A message as the business sees it. */
export function messageRecord(row: MessageRow): z.infer<typeof messageAnswer> {
  const sent = row.sent === null ? undefined : (JSON.parse(row.sent) as SentDocument);
  return {
    id: row.id,
    channel: row.channel,
    kind: row.kind,
    state: row.state,
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? "" },
    booking_uid: row.booking_uid,
    to: sent?.to ?? null,
    subject: sent?.subject ?? null,
    body: sent?.body ?? null,
    attempts: row.attempts,
    repeats: row.repeats,
    error: row.last_error,
    due_at: formatInstant(row.due_at),
    sent_at: row.sent_at === null ? null : formatInstant(row.sent_at),
    created_at: formatInstant(row.created_at),
  };
}
