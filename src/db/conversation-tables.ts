import type { Generated } from "kysely";

/** Epoch milliseconds, UTC. */
type At = number;

export type ConversationChannel = "chat" | "phone" | "sms";

/** The outcome of a conversation; while it is still going on, the outcome so far. */
export type ConversationOutcome =
  | "booked"
  | "moved"
  | "cancelled"
  | "waitlisted"
  | "answered"
  | "handed_over"
  | "abandoned";

export type ConversationsTable = {
  /** Increases in the order in which conversations began. */
  seq: Generated<number>;
  /** An unguessable capability, held by the customer's client. */
  id: string;
  channel: ConversationChannel;
  /** The state between two turns, as serialized by the conversation module. */
  state: string;
  /** Incremented with each change of the state. */
  version: Generated<number>;
  /** Number of the customer's turns so far. */
  turns: Generated<number>;
  started_at: At;
  last_at: At;
  ended_at: At | null;
  /** A salted hash: reveals whether two addresses are the same and nothing else. */
  address_hash: string | null;
  user_agent: string | null;
  /** The slot held for the customer, and the hold's expiry. */
  hold_id: string | null;
  hold_start_at: At | null;
  hold_until: At | null;
  /** The visit that was booked. */
  booking_uid: string | null;
  outcome: ConversationOutcome | null;
  summary: Generated<string>;
  /** What models have cost, in millionths of a dollar. */
  cost_micros: Generated<number>;
};

export type ConversationTurnsTable = {
  conversation: number;
  turn: number;
  client_message_id: string | null;
  /** The customer's words, or the label of the button pressed. */
  text: string;
  input: "message" | "pick" | "confirm";
  at: At;
  /** The gate's decision, committed together with its effects. */
  gate: string | null;
  /** The events sent, in order, as serialized by the conversation module; null until the turn is finished. */
  events: string | null;
  trace: string | null;
  usage: string | null;
  brain: string | null;
  /** Duration of the turn, in milliseconds. */
  ms: number | null;
};

export type UnansweredQuestionsTable = {
  id: string;
  /** The significant words, sorted: equal for equal questions. */
  key: string;
  /** The most recent wording. */
  question: string;
  times: Generated<number>;
  first_at: At;
  last_at: At;
};

/** Usage of models per date in the business's zone. */
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
