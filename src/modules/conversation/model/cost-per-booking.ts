import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

/** The cost of conversations and their bookings. Micros are millionths of a dollar. */
export type ConversationCosts = {
  readonly conversations: number;
  readonly bookings: number;
  readonly costMicros: number;
  /** Total cost, including conversations without a booking, per booking; null without bookings. */
  readonly microsPerBooking: number | null;
};

/** The costs of conversations started from `from` (inclusive) to `to` (exclusive). */
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
