import type { DraftUpdate } from "./draft/index.ts";
import type { PickOutcome } from "./brain.ts";
import { keep } from "./holds.ts";
import { isLive } from "./offers.ts";
import { reofferNear, reofferUnder } from "./reoffer.ts";
import { SECOND } from "#kernel/instant.ts";
import type { Offer } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";

/** Holds the time picked in this turn, by button or in words; offers others if it is gone. */
export function takePick(work: TurnWork, { picked }: Pick<DraftUpdate, "picked">): PickOutcome | undefined {
  if (picked === undefined) return renew(work);
  const { ctx } = work;
  const now = ctx.clock.now();
  const offer = work.state.offers.find(({ slotId }) => slotId === picked);
  if (!offer) return { kind: "refused", code: "SLOT_NOT_OFFERED" };
  if (!isLive(offer, now)) {
    reofferNear(work, offer);
    return { kind: "refused", code: "OFFER_EXPIRED" };
  }
  const { chosen } = work.state;
  const isKept = chosen?.slotId === picked && chosen.heldUntil !== null && chosen.heldUntil > now;
  if (isKept) return { kind: "picked", slotId: picked };
  return keepOrReoffer(work, offer, chosen?.slotId === picked);
}

/** A hold with less than this left is renewed if its customer is still there. */
const RENEWED_WITHIN = 90 * SECOND;

/** Renews the hold of an active customer, once. If it had expired and the time is gone, offers others. */
function renew(work: TurnWork): PickOutcome | undefined {
  const { chosen, offers } = work.state;
  if (!chosen || chosen.heldUntil === null || chosen.renewed === true) return undefined;
  if (chosen.heldUntil - work.ctx.clock.now() > RENEWED_WITHIN) return undefined;
  const offer = offers.find(({ slotId }) => slotId === chosen.slotId);
  if (!offer) return undefined;
  const kept = keepOrReoffer(work, offer, true);
  return kept.kind === "refused" ? kept : undefined;
}

function keepOrReoffer(work: TurnWork, offer: Offer, renewed: boolean): PickOutcome {
  const kept = keep(work, offer, renewed);
  if (kept.outcome !== "refused") return { kind: "picked", slotId: offer.slotId };
  const { pending: _, ...rest } = work.state;
  work.state = rest;
  if (kept.code === "TERMS_CHANGED") reofferUnder(work, offer);
  else reofferNear(work, offer);
  return { kind: "refused", code: kept.code };
}
