import type { Generated } from "kysely";

import type { Flag, Json } from "./columns.ts";

/** Epoch milliseconds, UTC. */
type At = number;
/** `YYYY-MM-DD` in the business's zone. */
type DateText = string;

export type WaitlistStatus = "waiting" | "offered" | "booked" | "closed";

export type WaitlistEntriesTable = {
  /** The order in which people are asked. */
  place: Generated<number>;
  id: string;
  customer_id: string;
  service_id: string;
  staff_id: string | null;
  start_date: DateText;
  end_date: DateText;
  /** `HH:MM` in the business's zone; a start is at or after the first and before the second. */
  from_time: string | null;
  to_time: string | null;
  auto_book: Generated<Flag>;
  /** The visit that they have and would rather have sooner. */
  earlier_than: string | null;
  shown_price_cents: number;
  shown_minutes: number;
  channel: string;
  status: Generated<WaitlistStatus>;
  close_reason: string | null;
  booking_uid: string | null;
  /** The end of the times that they asked for; null when they wait no more. */
  open_until: At | null;
  version: Generated<number>;
  created_at: At;
  updated_at: At;
};

/** Whose time, or which thing's. */
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
  /** Who gave it up, and is not asked. */
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
  /** The owner of the rows that hold the slot; offers to everyone at once share it. */
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
  /** When they are told: at once, or when the quiet hours end. */
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
/** Why a chain came to nothing. */
export type ChainEnd = "declined" | "expired" | "left" | "visit_changed" | "not_possible";

/** Visits that move one into the time of the next, all or none, so that somebody who waits has the last time. */
export type WaitlistChainsTable = {
  id: string;
  slot_id: string;
  /** The owner of the rows that hold what is free of the times. */
  hold_id: string;
  /** How many have to agree. */
  people: number;
  state: WaitlistChainState;
  why: ChainEnd | null;
  expires_at: At;
  decided_at: At | null;
  created_at: At;
};

export type ChainStepState = "asked" | "agreed" | "done" | "declined" | "expired" | "refused" | "withdrawn";

/** Who was not chosen for a link of a chain, though they came before who was. */
export type PassedOverDocument = { readonly entry_id: string; readonly reason: string };

export type WaitlistChainStepsTable = {
  offer_id: string;
  chain_id: string;
  /** From 1, at the freed time. */
  position: number;
  entry_id: string;
  /** The visit that moves, and leaves its time to the next link; null for who has none yet. */
  visit_uid: string | null;
  /** Where that visit is now. */
  from_start_at: At | null;
  /** 0 for who let us book for them. */
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
