import type { TenantTx } from "#db/tenant-db.ts";
import type { WaitlistOfferState } from "#db/waitlist-tables.ts";
import { vacate } from "#modules/booking/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { expireChain, releaseFor } from "#modules/waitlist/chains/release.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { bySystem } from "./by-system.ts";
import { changeEntry, getEntry } from "./entries.ts";
import { endOffer, getSlot, type OfferRow, openOffersOf } from "./offers.ts";
import { giveToEveryone, passOn } from "./pass-on.ts";

type Ending = Exclude<WaitlistOfferState, "open" | "accepted">;

/** Ends an offer that did not lead to a visit; the entry keeps its place. Returns the changes. */
export function endInside(
  ctx: TenantContext,
  tx: TenantTx,
  offer: OfferRow,
  state: Ending,
): readonly RowChange[] {
  const ended = endOffer(ctx, tx, offer, state);
  const isOpen = getEntry(tx, offer.entry_id).status === "offered";
  return isOpen ? [ended, changeEntry(ctx, tx, offer.entry_id, { status: "waiting" }).change] : [ended];
}

/** Once a slot has no open offer left, drops its hold and passes it on. */
export function passOnWhenFree(ctx: TenantContext, tx: TenantTx, offer: OfferRow): void {
  if (offer.mode === "chain") return releaseFor(ctx, tx, offer);
  if (openOffersOf(tx, offer.slot_id).length > 0) return;
  vacate(tx, offer.hold_id);
  const slot = getSlot(tx, offer.slot_id);
  // An offer that the owner made is not part of anybody's turn.
  if (offer.mode === "owner") giveToEveryone(bySystem(ctx), tx, slot);
  else passOn(ctx, tx, slot);
}

/** Ends the offers of a slot once they have expired (`expires_at <= now`), and asks whoever is next. */
export function expireOffers(given: TenantContext, tx: TenantTx, offer: OfferRow): void {
  if (offer.mode === "chain") return expireChain(given, tx, offer);
  const ctx = bySystem(given);
  const now = ctx.clock.now();
  const over = openOffersOf(tx, offer.slot_id).filter((other) => other.expires_at <= now);
  recordEvent(ctx, tx, {
    kind: "waitlist_offer_expired",
    subject: `freed_slot:${offer.slot_id}`,
    changes: over.flatMap((other) => endInside(ctx, tx, other, "expired")),
  });
  passOnWhenFree(ctx, tx, offer);
}
