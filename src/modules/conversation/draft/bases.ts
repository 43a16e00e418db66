import type { Instant } from "#kernel/instant.ts";
import type { ConversationState, Offer } from "#modules/conversation/state.ts";

import type { DraftRules } from "./draft-update.ts";

/** A start that was spoken of: "an hour later" is measured from it. */
export type Base = {
  readonly start: Instant;
  readonly end: Instant;
  readonly items: readonly { readonly serviceId: string; readonly staffId: string }[];
  /** The customer took it, or has it; else it was only shown to them. */
  readonly isTheirs: boolean;
};

/** The shown offers that still live, in the order in which they were shown. */
export function liveShown(state: ConversationState, now: Instant): Offer[] {
  return state.shown.flatMap((slotId) => {
    const offer = state.offers.find((one) => one.slotId === slotId);
    return offer && offer.expiresAt > now ? [offer] : [];
  });
}

/**
 * What a reference points from: the time that was picked, else the visit that is to be moved, else what was
 * shown (the last of it for "later", the first otherwise), else the last visit that was spoken of.
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
  // "The same time", of several: as the visit that they have.
  const isTold = offer !== undefined && !(way === "same" && shown.length > 1 && visit);
  if (isTold) return { ...offer, isTheirs: false };
  return visit && { ...visit, isTheirs: true };
}

function slotOf({ chosen, pending }: ConversationState): string | undefined {
  if (chosen) return chosen.slotId;
  return pending && pending.act.kind !== "cancel" ? pending.act.slotId : undefined;
}
