import type { ConversationState, Pending, Phase } from "#modules/conversation/state.ts";

import type { DraftChange, DraftUpdate } from "./draft-update.ts";

/** Changes that void all offers, and changes that void only the pick (reference/assistant.md, 2). */
const VOIDS_OFFERS: ReadonlySet<DraftChange> = new Set(["goal", "service", "staff"]);
const VOIDS_CHOICE: ReadonlySet<DraftChange> = new Set(["date", "time"]);

/** Changes that alter the dates of a series. */
const VOIDS_SERIES: ReadonlySet<DraftChange> = new Set([
  ...VOIDS_OFFERS,
  ...VOIDS_CHOICE,
  "repeat",
  "scope",
  "visit",
]);

/**
 * The state after a message: another service or person voids the offers, another day or time voids the pick,
 * and any change voids a pending confirmation. The caller that runs the turn releases an abandoned hold.
 */
export function applyUpdate(state: ConversationState, update: DraftUpdate): ConversationState {
  const { changed, draft, abandoned } = update;
  const voidsOffers = update.picked === undefined && changed.some((change) => VOIDS_OFFERS.has(change));
  const voidsChoice = voidsOffers || changed.some((change) => VOIDS_CHOICE.has(change));
  const { chosen, pending, series, ...rest } = state;
  return {
    ...rest,
    ...(series && !changed.some((change) => VOIDS_SERIES.has(change)) && { series }),
    phase: phaseAfter(state, update),
    draft,
    ...(voidsOffers && (abandoned || draft.goal !== null) && { offers: [], shown: [] }),
    ...(chosen && !voidsChoice && { chosen }),
    ...(pending && (changed.length === 0 || isOnlyItsVisit(pending, update)) && { pending }),
  };
}

/** The summary already named the visit: recording it in the draft changes nothing. */
function isOnlyItsVisit({ act }: Pending, { changed, draft }: DraftUpdate): boolean {
  return act.kind !== "book" && changed.every((one) => one === "visit") && draft.bookingUid === act.uid;
}

/**
 * The phase changes only when a wish begins, changes its kind or ends; anything else is up to the steps that
 * act on it.
 */
function phaseAfter({ phase, draft: before }: ConversationState, update: DraftUpdate): Phase {
  const { goal } = update.draft;
  if (update.abandoned) return "idle";
  if (goal === before.goal || goal === null) return phase;
  return goal === "book" || goal === "waitlist" ? "collect" : update.draft.bookingUid ? "verified" : "lookup";
}
