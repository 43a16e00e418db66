import type { Generated } from "kysely";

/** Epoch milliseconds, UTC. */
type At = number;

export type ConversationChannel = "chat" | "phone" | "sms";

/** What became of a conversation; while it goes on, what has become of it so far. */
export type ConversationOutcome =
  | "booked"
  | "moved"
  | "cancelled"
  | "waitlisted"
  | "answered"
  | "handed_over"
  | "abandoned";

export type ConversationsTable = {
  /** The order in which they were begun. */
  seq: Generated<number>;
  /** An unguessable capability of whoever speaks. */
  id: string;
  channel: ConversationChannel;
  /** What it knows between two turns; as the conversation module writes it. */
  state: string;
  /** Rises with each change of the state. */
  version: Generated<number>;
  /** How many times the customer has spoken. */
  turns: Generated<number>;
  started_at: At;
  last_at: At;
  ended_at: At | null;
  /** Salted: it tells the same address from another, and nothing else. */
  address_hash: string | null;
  user_agent: string | null;
  /** The time that it keeps for its customer, until when. */
  hold_id: string | null;
  hold_start_at: At | null;
  hold_until: At | null;
  /** The visit that came of it. */
  booking_uid: string | null;
  outcome: ConversationOutcome | null;
  summary: Generated<string>;
  /** Millionths of a dollar that models took. */
  cost_micros: Generated<number>;
};

export type ConversationTurnsTable = {
  conversation: number;
  turn: number;
  client_message_id: string | null;
  /** What the customer said, or the words for a button. */
  text: string;
  input: "message" | "pick" | "confirm";
  at: At;
  /** What the gate did, written with what it did. */
  gate: string | null;
  /** What was sent, in order, as the conversation module writes it; null until the turn is finished. */
  events: string | null;
  trace: string | null;
  usage: string | null;
  brain: string | null;
  /** How long the turn took, in milliseconds. */
  ms: number | null;
};

export type UnansweredQuestionsTable = {
  id: string;
  /** Its telling words in order: the same for the same question. */
  key: string;
  /** As it was asked last. */
  question: string;
  times: Generated<number>;
  first_at: At;
  last_at: At;
};

/** What models were used for, by the business's date. */
export type ModelUsageTable = {
  date: string;
  provider: string;
  model: string;
  turns: number;
  uncached_in: number;
  cache_read: number;
  cache_write: number;
  output: number;
  cost_micros: number;
};

export type ConversationTables = {
  conversations: ConversationsTable;
  conversation_turns: ConversationTurnsTable;
  unanswered_questions: UnansweredQuestionsTable;
  model_usage: ModelUsageTable;
};
