import type { Generated } from "kysely";

/** Epoch milliseconds, UTC. */
type At = number;

export type OutboxState = "queued" | "sending" | "sent" | "unknown" | "dead" | "skipped";
export type OutboxChannel = "email" | "sms" | "webhook";

export type OutboxTable = {
  id: string;
  kind: string;
  channel: OutboxChannel;
  customer_id: string | null;
  booking_uid: string | null;
  /** The visit's version that the message describes. */
  booking_version: number | null;
  /** Unique per message that is not about a visit. */
  dedupe_key: string | null;
  payload: Generated<string>;
  state: Generated<OutboxState>;
  due_at: At;
  attempts: Generated<number>;
  /** How often it was resent although an earlier attempt may have arrived. */
  repeats: Generated<number>;
  claimed_until: At | null;
  provider_id: string | null;
  last_error: string | null;
  sent: string | null;
  sent_at: At | null;
  created_at: At;
};
