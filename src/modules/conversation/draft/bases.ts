import type { Instant } from "#kernel/instant.ts";
import type { ConversationState, Offer } from "#modules/conversation/state.ts";

import type { DraftRules } from "./draft-update.ts";

/** A start that "an hour later" is relative to. */
export type Base = {
  readonly start: Instant;
  readonly end: Instant;
  readonly items: readonly { readonly serviceId: string; readonly staffId: string }[];
  /** Picked or booked by the customer, not merely shown. */
  readonly isTheirs: boolean;
};

/** The shown offers that are still live, in display order. */
export function liveShown(state: ConversationState, now: Instant): Offer[] {
  return state.shown.flatMap((slotId) => {
    const offer = state.offers.find((one) => one.slotId === slotId);
    return offer && offer.expiresAt > now ? [offer] : [];
  });
}

/**
 * What a reference is relative to: the picked time, else the visit to be moved, else the shown times (the last
 * for "later", otherwise the first), else the visit last discussed.
 */
export function baseOf(
  state: ConversationState,
  rules: DraftRules,
  way: "earlier" | "later" | "same",
): Base | undefined {
  const chosen = state.offers.find(({ slotId }) => slotId === slotOf(state));
  if (chosen) return { ...chosen, isTheirs: true };
  const moved = rules.visits.find(({ uid }) => uid === state.draft.bookingUid);
  if (moved && state.draft.goal === "reschedule") return { ...moved, isTheirs: true };
  const shown = liveShown(state, rules.now).toSorted((a, b) => a.start - b.start);
  const offer = way === "later" ? shown.at(-1) : shown.at(0);
  const visit = moved ?? rules.visits.at(-1);
  // "The same time", with several shown, means the time of their visit.
  const isTold = offer !== undefined && !(way === "same" && shown.length > 1 && visit);
  if (isTold) return { ...offer, isTheirs: false };
  return visit && { ...visit, isTheirs: true };
}

function slotOf({ chosen, pending }: ConversationState): string | undefined {
  if (chosen) return chosen.slotId;
  return pending && pending.act.kind !== "cancel" ? pending.act.slotId : undefined;
}
