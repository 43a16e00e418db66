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
  /** Of the visit, as it is told. */
  booking_version: number | null;
  /** Of what is about no visit: there is one of each. */
  dedupe_key: string | null;
  payload: Generated<string>;
  state: Generated<OutboxState>;
  due_at: At;
  attempts: Generated<number>;
  /** How often it went out although an earlier attempt may have arrived. */
  repeats: Generated<number>;
  claimed_until: At | null;
  provider_id: string | null;
  last_error: string | null;
  sent: string | null;
  sent_at: At | null;
  created_at: At;
};
