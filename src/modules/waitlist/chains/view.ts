import { fromJson } from "#db/columns.ts";
import type { TenantReads } from "#db/tenant-db.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";
import { getCustomer } from "#modules/customers/index.ts";
import { getService } from "#modules/services/index.ts";
import { getStaff } from "#modules/staff/index.ts";
import type { SkipReason } from "#modules/waitlist/decisions.ts";
import { getEntry } from "#modules/waitlist/entries.ts";
import { findOffer, getSlot, type OfferRow } from "#modules/waitlist/offers.ts";
import { REASON_WORDS } from "#modules/waitlist/reason-words.ts";

import type { ChainSkip } from "./plan-chain.ts";
import { type ChainRow, stepOfOffer, type StepRow, stepsOf } from "./rows.ts";

/** How many people have agreed, for one of them: numbers only, because they do not know each other. */
export function togetherView(db: TenantReads, offer: OfferRow) {
  const { step, chain } = stepOfOffer(db, offer.id);
  return {
    people: chain.people,
    agreed: stepsOf(db, chain.id).filter(({ state }) => state !== "asked").length,
    you_agreed: step.state !== "asked",
  };
}

/** A chain as the business sees it: who would move where, who has agreed, and why them. */
export function chainRecord(db: TenantReads, zone: Zone, chain: ChainRow) {
  const slot = getSlot(db, chain.slot_id);
  return {
    id: chain.id,
    state: chain.state,
    why: chain.why === null ? null : END_WORDS[chain.why],
    freed_slot: { id: slot.id, cause: slot.cause, ...timeView(zone, slot.start_at) },
    expires_at: formatInstant(chain.expires_at),
    created_at: formatInstant(chain.created_at),
    decided_at: chain.decided_at === null ? null : formatInstant(chain.decided_at),
    steps: stepsOf(db, chain.id).map((step) => stepView(db, zone, step)),
  };
}

function stepView(db: TenantReads, zone: Zone, step: StepRow) {
  const entry = getEntry(db, step.entry_id);
  const offer = findOffer(db, step.offer_id);
  if (!offer) throw new Error("A link of a chain is an offer.");
  return {
    position: step.position,
    state: step.state,
    asked: step.asked === 1,
    entry_id: entry.id,
    customer: { id: entry.customer_id, name: getCustomer(db, entry.customer_id).name },
    service: { id: offer.service_id, name: getService(db, offer.service_id).name },
    staff: { id: offer.staff_id, name: getStaff(db, offer.staff_id).name },
    booking_uid: step.visit_uid,
    from: step.from_start_at === null ? null : timeView(zone, step.from_start_at),
    to: timeView(zone, offer.start_at),
    why: REASON_WORDS[step.visit_uid === null ? "gets_the_room" : "makes_room"],
    passed_over: fromJson(step.passed_over).map(({ entry_id, reason }) => ({
      entry_id,
      customer: getCustomer(db, getEntry(db, entry_id).customer_id).name,
      reason,
      why: wordsFor(reason as SkipReason | ChainSkip),
    })),
  };
}

function wordsFor(reason: SkipReason | ChainSkip): string {
  return reason === "is_in_the_chain" ? "They're already in this chain." : REASON_WORDS[reason];
}

function timeView(zone: Zone, at: Instant) {
  return { start: formatInstant(at), start_local: formatLocal(zone, at) };
}

const END_WORDS: Record<NonNullable<ChainRow["why"]>, string> = {
  declined: "Someone declined.",
  expired: "Not everyone answered in time.",
  left: "Someone left the waitlist.",
  visit_changed: "A visit that was going to move was changed.",
  not_possible: "One of the moves was no longer possible.",
};
