import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

/** Why somebody on the waitlist was not offered a freed time. */
export type SkipReason =
  | "gave_it_up"
  | "has_another_offer"
  | "was_offered_it"
  | "nothing_fits"
  | "not_at_their_times"
  | "too_soon"
  | "inside_cutoff"
  | "not_earlier"
  | "visit_cannot_change"
  | "cannot_be_reached"
  | "could_not_be_booked"
  | "was_booked_at_once"
  | "another_time_was_offered"
  | "no_chain_so_short";

/** Why somebody was offered it. */
export type OfferReason =
  | "first_in_line"
  | "everyone_at_once"
  | "books_by_itself"
  | "chosen_by_owner"
  | "makes_room"
  | "gets_the_room";

export type Decision = {
  readonly slotId: string;
  readonly entryId: string;
  readonly at: Instant;
} & (
  | { readonly outcome: "offered" | "booked"; readonly reason: OfferReason }
  | { readonly outcome: "skipped"; readonly reason: SkipReason }
);

/**
 * Records a decision about an entry and the reason, for later explanation. Repeating the same reason changes
 * nothing.
 */
export function recordDecision(tx: TenantTx, decision: Decision): void {
  tx.run(
    insertDecision({
      slot_id: decision.slotId,
      entry_id: decision.entryId,
      outcome: decision.outcome,
      reason: decision.reason,
      at: decision.at,
    }),
  );
}

/**
 * The customers who have had their turn at this time. People who went along with a chain that others ended
 * have not.
 */
export function hadTheirTurn(db: TenantReads, slotId: string): Set<string> {
  return new Set(db.all(offeredAt({ slot: slotId })).map((row) => row.customer_id));
}

type DecisionValues = {
  slot_id: string;
  entry_id: string;
  outcome: Decision["outcome"];
  reason: string;
  at: Instant;
};

const insertDecision = statement((p: DecisionValues) =>
  build
    .insertInto("waitlist_decisions")
    .values({ slot_id: p.slot_id, entry_id: p.entry_id, outcome: p.outcome, reason: p.reason, at: p.at })
    .onConflict((conflict) => conflict.doNothing()),
);

export const offeredAt = statement((p: { slot: string }) =>
  build
    .selectFrom("waitlist_offers as offer")
    .leftJoin("waitlist_chain_steps as step", "step.offer_id", "offer.id")
    .select("offer.customer_id")
    .where("offer.slot_id", "=", p.slot)
    .where((row) => row.or([row("step.state", "is", null), row("step.state", "<>", "withdrawn")])),
);
