import type { TenantTx } from "#db/tenant-db.ts";
import type { ChainEnd, ChainStepState } from "#db/waitlist-tables.ts";
import { vacate } from "#modules/booking/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { bySystem } from "#modules/waitlist/by-system.ts";
import { changeEntry, getEntry } from "#modules/waitlist/entries.ts";
import { endOffer, findOffer, getSlot, type OfferRow } from "#modules/waitlist/offers.ts";
import { passOn } from "#modules/waitlist/pass-on.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { changeStep, endChain, findChain, stepOfOffer, type StepRow, stepsOf } from "./rows.ts";

/** How a link ends with its chain: by its own person's doing, or because the others cannot go on. */
export type LinkEnd = Extract<ChainStepState, "declined" | "expired" | "refused" | "withdrawn">;

/**
 * Releases a whole chain: nothing has moved, all its offers end, everybody keeps their place, and the freed
 * time is passed on. People who went along may be asked for that time again; whoever ended the chain is not.
 * A chain that has already ended is left as it is.
 */
export function releaseChain(
  ctx: TenantContext,
  tx: TenantTx,
  chainId: string,
  why: ChainEnd,
  endOf: (step: StepRow) => LinkEnd,
): void {
  const chain = findChain(tx, chainId);
  if (chain?.state !== "open") return;
  const changes = stepsOf(tx, chain.id).flatMap((step) => endLink(ctx, tx, step, endOf(step)));
  const slot = getSlot(tx, chain.slot_id);
  recordEvent(ctx, tx, {
    kind: "waitlist_chain_released",
    subject: `freed_slot:${slot.id}`,
    reason: why,
    changes: [endChain(ctx, tx, chain, { state: "released", why }), ...changes],
  });
  vacate(tx, chain.hold_id);
  passOn(ctx, tx, slot);
}

/** Ends the whole chain because somebody declines or leaves the list. */
export function releaseFor(ctx: TenantContext, tx: TenantTx, offer: OfferRow): void {
  const { chain } = stepOfOffer(tx, offer.id);
  const now = findOffer(tx, offer.id);
  const left = now?.state !== "open";
  releaseChain(ctx, tx, chain.id, left ? "left" : "declined", (step) =>
    step.offer_id === offer.id ? "declined" : "withdrawn",
  );
}

/**
 * Ends a chain whose deadline has passed (`expires_at <= now`): people who did not answer have had their
 * turn, people who agreed have not.
 */
export function expireChain(given: TenantContext, tx: TenantTx, offer: OfferRow): void {
  releaseChain(bySystem(given), tx, stepOfOffer(tx, offer.id).chain.id, "expired", (step) =>
    step.state === "asked" ? "expired" : "withdrawn",
  );
}

const OFFER_ENDS = {
  declined: "declined",
  expired: "expired",
  refused: "withdrawn",
  withdrawn: "withdrawn",
} as const;

function endLink(ctx: TenantContext, tx: TenantTx, step: StepRow, state: LinkEnd): readonly RowChange[] {
  const changes = [changeStep(tx, step, { state })];
  const offer = findOffer(tx, step.offer_id);
  if (offer?.state === "open") changes.push(endOffer(ctx, tx, offer, OFFER_ENDS[state]));
  if (getEntry(tx, step.entry_id).status === "offered")
    changes.push(changeEntry(ctx, tx, step.entry_id, { status: "waiting" }).change);
  return changes;
}
