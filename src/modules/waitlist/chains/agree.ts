import type { TenantTx } from "#db/tenant-db.ts";
import { type Booking, findOffer, type Refusal, type ShownTerms } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { bySystem } from "#modules/waitlist/by-system.ts";
import { type EntryRow, getEntry } from "#modules/waitlist/entries.ts";
import type { OfferRow } from "#modules/waitlist/offers.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { carryOut, ChainBroke } from "./carry-out.ts";
import { releaseChain } from "./release.ts";
import { changeStep, firstAgreedChain, stepOfOffer, stepsOf } from "./rows.ts";

export type AgreeOutcome =
  | { readonly outcome: "booked"; readonly booking: Booking }
  /** Others have not answered yet; nothing has moved. */
  | { readonly outcome: "agreed"; readonly entry: EntryRow }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/**
 * Records that somebody agrees to their part of a chain, and carries the chain out if they are the last.
 * Agreeing twice counts once. Somebody without a visit whose price has changed since is told so and may agree
 * to the new one. Throws `ChainBroke`.
 */
export function agree(
  ctx: TenantContext,
  tx: TenantTx,
  entry: EntryRow,
  offer: OfferRow,
  shown: ShownTerms,
): AgreeOutcome {
  const { step, chain } = stepOfOffer(tx, offer.id);
  if (step.state === "asked") {
    const terms = {
      shown_price_cents: shown.expectedPriceCents ?? offer.price_cents,
      shown_minutes: shown.expectedDurationMinutes ?? offer.duration_minutes,
    };
    const refusal = surprise(ctx, tx, entry, offer, terms);
    if (refusal) return { outcome: "refused", refusal };
    const answered_at = ctx.clock.now();
    recordEvent(ctx, tx, {
      kind: "waitlist_chain_agreed",
      subject: `waitlist:${entry.id}`,
      changes: [changeStep(tx, step, { state: "agreed", ...terms, answered_at })],
    });
  }
  const all = stepsOf(tx, chain.id).every(({ state }) => state === "agreed");
  if (!all) return { outcome: "agreed", entry: getEntry(tx, entry.id) };
  const booking = carryOut(ctx, tx, chain, entry.id).get(entry.id);
  if (!booking) throw new Error("A chain was carried out without one of its people.");
  return { outcome: "booked", booking };
}

/**
 * Releases a chain that broke, after what it had written was rolled back. Whoever broke it is not asked
 * again.
 */
export function releaseBroken(ctx: TenantContext, tx: TenantTx, { chainId, offerId }: ChainBroke): void {
  releaseChain(bySystem(ctx), tx, chainId, "not_possible", (step) =>
    step.offer_id === offerId ? "refused" : "withdrawn",
  );
}

/** Carries out a chain whose people had all agreed beforehand, or releases it. False if there is none. */
export function carryOutAgreed(ctx: TenantContext): boolean {
  if (!firstAgreedChain(ctx.db)) return false;
  try {
    return ctx.db.write((tx) => {
      const chain = firstAgreedChain(tx);
      if (chain) carryOut(ctx, tx, chain);
      return chain !== undefined;
    });
  } catch (error) {
    if (!(error instanceof ChainBroke)) throw error;
    ctx.db.write((tx) => releaseBroken(ctx, tx, error));
    return true;
  }
}

/** A visit that moves keeps its terms; a new booking is checked against the terms shown. */
function surprise(
  ctx: TenantContext,
  tx: TenantTx,
  entry: EntryRow,
  offer: OfferRow,
  shown: { readonly shown_price_cents: number; readonly shown_minutes: number },
): Refusal | undefined {
  const sold = findOffer(tx, calendarRules(ctx.db, tx), offer.service_id);
  if (!sold)
    return entry.earlier_than === null ? { outcome: "service_not_offered", alternatives: [] } : undefined;
  const keeps = entry.earlier_than !== null;
  const price = keeps ? offer.price_cents : sold.priceCents;
  const minutes = keeps ? offer.duration_minutes : sold.terms.duration_minutes;
  if (shown.shown_price_cents === price && shown.shown_minutes === minutes) return undefined;
  const terms = { ...sold.terms, duration_minutes: minutes };
  return { outcome: "terms_changed", offer: { ...sold, priceCents: price, terms } };
}
