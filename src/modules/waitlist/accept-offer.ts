import type { TenantTx } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import { type Booking, getBooking, type Refusal, type ShownTerms, vacate } from "#modules/booking/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { agree, releaseBroken } from "#modules/waitlist/chains/agree.ts";
import { ChainBroke } from "#modules/waitlist/chains/carry-out.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { bookFor } from "./book-for.ts";
import { bySystem } from "./by-system.ts";
import { endInside, expireOffers } from "./end-offers.ts";
import { changeEntry, type EntryRow, getEntry } from "./entries.ts";
import { changeSlot, endOffer, findOpenOffer, getSlot, type OfferRow, openOffersOf } from "./offers.ts";
import { passOnRest } from "./pass-on.ts";
import { isTimeClosed, withdraw } from "./withdraw-offers.ts";

export type AcceptOutcome =
  /** They agreed to their part of a chain; nothing moves until everybody else has agreed too. */
  | { readonly outcome: "agreed"; readonly entry: EntryRow }
  | { readonly outcome: "booked"; readonly booking: Booking }
  | { readonly outcome: "gone"; readonly entry: EntryRow }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/**
 * Accepts an offer: books its time, or moves the customer's existing visit to it. If several people were
 * offered the same time, the first to accept gets it and the others are told. Accepting twice books once;
 * whoever is too late is told so and keeps their place. Throws NOT_FOUND for an unknown entry.
 */
export function acceptOffer(ctx: TenantContext, entryId: string, shown: ShownTerms = {}): AcceptOutcome {
  try {
    const accepted = ctx.db.write((tx) => acceptInside(ctx, tx, entryId, shown));
    if (accepted.outcome === "gone") ctx.count("waitlist", { outcome: "gone" });
    return accepted;
  } catch (error) {
    if (error instanceof ChainBroke) return broken(ctx, error, entryId);
    if (!(error instanceof Refused)) throw error;
    ctx.count("waitlist", { outcome: "refused" });
    return isTimeClosed(error.refusal)
      ? closed(ctx, entryId)
      : { outcome: "refused", refusal: error.refusal };
  }
}

/** The time cannot be had by anybody: asking them once more would only refuse them again. */
function closed(ctx: TenantContext, entryId: string): AcceptOutcome {
  ctx.db.write((tx) => {
    const offer = findOpenOffer(tx, entryId);
    if (offer) withdraw(ctx, tx, offer);
  });
  return { outcome: "gone", entry: getEntry(ctx.db, entryId) };
}

/** The last link agreed, but the chain cannot be carried out after all: it is released as a whole. */
function broken(ctx: TenantContext, error: ChainBroke, entryId: string): AcceptOutcome {
  ctx.count("waitlist", { outcome: "refused" });
  ctx.db.write((tx) => releaseBroken(ctx, tx, error));
  return { outcome: "gone", entry: getEntry(ctx.db, entryId) };
}

/** Rolls back the transaction, then becomes an outcome. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.outcome);
    this.refusal = refusal;
  }
}

function acceptInside(ctx: TenantContext, tx: TenantTx, entryId: string, shown: ShownTerms): AcceptOutcome {
  const entry = getEntry(tx, entryId);
  if (entry.booking_uid !== null) return { outcome: "booked", booking: getBooking(tx, entry.booking_uid) };
  if (ctx.tenant.status === "suspended") throw new AppError("TENANT_SUSPENDED");
  const offer = findOpenOffer(tx, entryId);
  if (offer && offer.expires_at > ctx.clock.now()) return take(ctx, tx, entry, offer, shown);
  // Expiry is judged on read: the job that passes the time on may run a moment later.
  if (offer) expireOffers(ctx, tx, offer);
  return { outcome: "gone", entry: getEntry(tx, entryId) };
}

function take(
  ctx: TenantContext,
  tx: TenantTx,
  entry: EntryRow,
  offer: OfferRow,
  shown: ShownTerms,
): AcceptOutcome {
  if (offer.mode === "chain") return agree(ctx, tx, entry, offer, shown);
  const slot = getSlot(tx, offer.slot_id);
  const others = openOffersOf(tx, offer.slot_id).filter((other) => other.id !== offer.id);
  const system = bySystem(ctx);
  const changes = [
    endOffer(ctx, tx, offer, "accepted"),
    ...others.flatMap((other) => endInside(system, tx, other, "withdrawn")),
    changeSlot(ctx, tx, slot, "filled"),
  ];
  vacate(tx, offer.hold_id);
  const at = {
    serviceId: offer.service_id,
    staffId: offer.staff_id,
    start: offer.start_at,
    end: offer.end_at,
  };
  const result = bookFor(ctx, tx, entry, at, {
    expectedPriceCents: shown.expectedPriceCents ?? offer.price_cents,
    expectedDurationMinutes: shown.expectedDurationMinutes ?? offer.duration_minutes,
  });
  if (result.outcome !== "booked") throw new Refused(result);
  const { uid } = result.booking.row;
  const booked = { status: "booked", booking_uid: uid, open_until: null } as const;
  recordEvent(ctx, tx, {
    kind: "waitlist_offer_accepted",
    subject: `waitlist:${entry.id}`,
    changes: [...changes, changeEntry(ctx, tx, entry.id, booked).change],
  });
  passOnRest(ctx, tx, slot, uid);
  return { outcome: "booked", booking: result.booking };
}
