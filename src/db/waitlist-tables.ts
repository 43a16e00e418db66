import type { Generated } from "kysely";

import type { Flag, Json } from "./columns.ts";

/** Epoch milliseconds, UTC. */
type At = number;
/** `YYYY-MM-DD` in the business's zone. */
type DateText = string;

export type WaitlistStatus = "waiting" | "offered" | "booked" | "closed";

export type WaitlistEntriesTable = {
  /** Increases in the order of joining, which is the order in which people are asked. */
  place: Generated<number>;
  id: string;
  customer_id: string;
  service_id: string;
  staff_id: string | null;
  start_date: DateText;
  end_date: DateText;
  /** `HH:MM` in the business's zone: a start must be at or after `from_time` and before `to_time`. */
  from_time: string | null;
  to_time: string | null;
  auto_book: Generated<Flag>;
  /** The uid of a visit that the customer has and would like to have earlier. */
  earlier_than: string | null;
  shown_price_cents: number;
  shown_minutes: number;
  channel: string;
  status: Generated<WaitlistStatus>;
  close_reason: string | null;
  booking_uid: string | null;
  /** The end of the requested times; null once the entry is no longer waiting. */
  open_until: At | null;
  version: Generated<number>;
  created_at: At;
  updated_at: At;
};

/** The freed time of a staff member or resource. */
export type FreedTimeDocument = {
  readonly subject_id: string;
  readonly start_at: At;
  readonly end_at: At;
};

export type FreedSlotCause = "cancelled" | "moved" | "no_show" | "deposit_unpaid" | "rest" | "owner";

export type FreedSlotsTable = {
  id: string;
  cause: FreedSlotCause;
  freed_by: string | null;
  /** The customer who gave the time up, and is not asked. */
  not_for: string | null;
  start_at: At;
  end_at: At;
  times: Json<readonly FreedTimeDocument[]>;
  state: "offered" | "filled" | "public";
  created_at: At;
  updated_at: At;
};

export type WaitlistOfferState = "open" | "accepted" | "declined" | "expired" | "withdrawn";
export type WaitlistMode = "one_at_a_time" | "everyone_at_once";

export type WaitlistOffersTable = {
  id: string;
  slot_id: string;
  entry_id: string;
  customer_id: string;
  /** The owner of the occupancies that reserve the slot; simultaneous offers to everyone share it. */
  hold_id: string;
  mode: WaitlistMode | "owner" | "chain";
  service_id: string;
  staff_id: string;
  start_at: At;
  end_at: At;
  price_cents: number;
  currency: string;
  duration_minutes: number;
  state: Generated<WaitlistOfferState>;
  /** When the customer is notified: immediately, or when the quiet hours end. */
  notify_at: At;
  expires_at: At;
  decided_at: At | null;
  created_at: At;
};

export type WaitlistDecisionsTable = {
  id: Generated<number>;
  slot_id: string;
  entry_id: string;
  outcome: "offered" | "booked" | "skipped";
  reason: string;
  at: At;
};

export type WaitlistChainState = "open" | "done" | "released";
/** Why a chain was released. */
export type ChainEnd = "declined" | "expired" | "left" | "visit_changed" | "not_possible";

/**
 * Visits that each move into the time of the one before, all or none, so that the last time goes to somebody
 * who is waiting.
 */
export type WaitlistChainsTable = {
  id: string;
  slot_id: string;
  /** The owner of the occupancies that reserve the free parts of the times. */
  hold_id: string;
  /** How many customers have to agree. */
  people: number;
  state: WaitlistChainState;
  why: ChainEnd | null;
  expires_at: At;
  decided_at: At | null;
  created_at: At;
};

export type ChainStepState = "asked" | "agreed" | "done" | "declined" | "expired" | "refused" | "withdrawn";

/** An entry that was not chosen for a link of a chain although it came earlier. */
export type PassedOverDocument = { readonly entry_id: string; readonly reason: string };

export type WaitlistChainStepsTable = {
  offer_id: string;
  chain_id: string;
  /** Counted from 1, which is the freed time. */
  position: number;
  entry_id: string;
  /** The visit that moves and leaves its time to the next link; null for the last customer, who has none yet. */
  visit_uid: string | null;
  /** That visit's current start. */
  from_start_at: At | null;
  /** 0 for a customer who has us book automatically. */
  asked: Flag;
  state: ChainStepState;
  shown_price_cents: number;
  shown_minutes: number;
  passed_over: Json<readonly PassedOverDocument[]>;
  answered_at: At | null;
};

/** The tables of the waitlist. */
export type WaitlistTables = {
  waitlist_entries: WaitlistEntriesTable;
  freed_slots: FreedSlotsTable;
  waitlist_offers: WaitlistOffersTable;
  waitlist_decisions: WaitlistDecisionsTable;
  waitlist_chains: WaitlistChainsTable;
  waitlist_chain_steps: WaitlistChainStepsTable;
};
