import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

/** What conversations cost, and what came of them. Micros are millionths of a dollar. */
export type ConversationCosts = {
  readonly conversations: number;
  readonly bookings: number;
  readonly costMicros: number;
  /** All of the cost, that of talks without a booking too, over the bookings; null where there is none. */
  readonly microsPerBooking: number | null;
};

/** Of the conversations that were begun in that stretch of time; its end does not belong to it. */
export function conversationCosts(db: TenantReads, from: Instant, to: Instant): ConversationCosts {
  const row = db.first(costsBetween({ from, to }));
  const [conversations, bookings, costMicros] = [
    row?.conversations ?? 0,
    row?.bookings ?? 0,
    row?.micros ?? 0,
  ];
  const microsPerBooking = bookings === 0 ? null : Math.round(costMicros / bookings);
  return { conversations, bookings, costMicros, microsPerBooking };
}

const costsBetween = statement((p: { from: Instant; to: Instant }) =>
  build
    .selectFrom("conversations")
    .select((row) => [
      row.fn.countAll<number>().as("conversations"),
      row.fn.count<number>("booking_uid").as("bookings"),
      row.fn.sum<number | null>("cost_micros").as("micros"),
    ])
    .where("started_at", ">=", p.from)
    .where("started_at", "<", p.to),
);
