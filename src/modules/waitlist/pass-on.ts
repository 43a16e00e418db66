import { fromJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { recordEvent } from "#modules/events/index.ts";
import { proposeChain } from "#modules/waitlist/chains/propose.ts";
import { timesOfVisit } from "#modules/waitlist/chains/times.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { bySystem } from "./by-system.ts";
import { recordDecision } from "./decisions.ts";
import { anybodyWaits, changeEntry } from "./entries.ts";
import { findTurn, type Turn, waitingFor } from "./find-turn.ts";
import { type Freed, spanOf, withoutTimes } from "./freed-time.ts";
import { hasWaitlist } from "./has-waitlist.ts";
import { makeOffers } from "./make-offers.ts";
import { changeSlot, insertSlot, type SlotRow } from "./offers.ts";

/**
 * Offers freed time to the waitlist, in the transaction that freed it (SCHEDULING rule 11). Most businesses
 * have nobody waiting; then this is a single lookup.
 */
export function passOnFreed(ctx: TenantContext, tx: TenantTx, freed: Freed): void {
  if (!hasWaitlist(ctx) || !anybodyWaits(tx)) return;
  if (waitingFor(ctx, tx, freed.times).length > 0) passOn(ctx, tx, insertSlot(ctx, tx, freed));
}

/**
 * Offers a freed slot without a hold to whoever's turn it is, or books it for them. If nobody is left, it
 * goes back on sale.
 */
export function passOn(given: TenantContext, tx: TenantTx, slot: SlotRow): void {
  const ctx = bySystem(given);
  // A business that is suspended, or moved to a plan without a waitlist, makes no new offers.
  const turn: Turn = hasWaitlist(ctx) ? findTurn(ctx, tx, slot) : { outcome: "nobody" };
  switch (turn.outcome) {
    case "booked":
      return noteBooked(ctx, tx, slot, turn);
    case "offered":
      return makeOffers(ctx, tx, { slot, ...turn.offers });
    case "chain":
      return proposeChain(ctx, tx, slot, turn.held);
    case "nobody":
      return giveToEveryone(ctx, tx, slot);
  }
}

/** The part of a freed slot that a visit does not use is passed on as freed time. */
export function passOnRest(ctx: TenantContext, tx: TenantTx, slot: SlotRow, bookingUid: string): void {
  const times = withoutTimes(fromJson(slot.times), timesOfVisit(tx, bookingUid));
  const span = spanOf(times);
  if (!span || span.end <= ctx.clock.now()) return;
  passOnFreed(ctx, tx, { cause: "rest", freedBy: slot.freed_by, notFor: slot.not_for, ...span, times });
}

function noteBooked(
  ctx: TenantContext,
  tx: TenantTx,
  slot: SlotRow,
  { row, bookingUid }: Extract<Turn, { outcome: "booked" }>,
): void {
  const at = ctx.clock.now();
  recordDecision(tx, {
    slotId: slot.id,
    entryId: row.id,
    outcome: "booked",
    reason: "books_by_itself",
    at,
  });
  const booked = { status: "booked", booking_uid: bookingUid, open_until: null } as const;
  recordEvent(ctx, tx, {
    kind: "waitlist_booked",
    subject: `waitlist:${row.id}`,
    reason: "books_by_itself",
    changes: [changeEntry(ctx, tx, row.id, booked).change, changeSlot(ctx, tx, slot, "filled")],
  });
  passOnRest(ctx, tx, slot, bookingUid);
}

/** Puts the time back on sale: nobody on the waitlist wants it (any more). */
export function giveToEveryone(ctx: TenantContext, tx: TenantTx, slot: SlotRow): void {
  recordEvent(ctx, tx, {
    kind: "freed_slot_made_public",
    subject: `freed_slot:${slot.id}`,
    changes: [changeSlot(ctx, tx, slot, "public")],
  });
}
