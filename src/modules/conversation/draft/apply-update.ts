import type { ConversationState, Pending, Phase } from "#modules/conversation/state.ts";

import type { DraftChange, DraftUpdate } from "./draft-update.ts";

/** What makes every offer worthless, and what only the pick (reference/assistant.md, 2). */
const VOIDS_OFFERS: ReadonlySet<DraftChange> = new Set(["goal", "service", "staff"]);
const VOIDS_CHOICE: ReadonlySet<DraftChange> = new Set(["date", "time"]);

/** What makes other dates of a series. */
const VOIDS_SERIES: ReadonlySet<DraftChange> = new Set([
  ...VOIDS_OFFERS,
  ...VOIDS_CHOICE,
  "repeat",
  "scope",
  "visit",
]);

/**
 * The state after a turn's words: another service or person voids the offers, another day or time the pick, and
 * every change what was waiting for a yes. Whoever runs the turn lets go of the hold that is not there any more.
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

/** Which visit is meant was known when it was summed up: that it stands in the wish now changes nothing. */
function isOnlyItsVisit({ act }: Pending, { changed, draft }: DraftUpdate): boolean {
  return act.kind !== "book" && changed.every((one) => one === "visit") && draft.bookingUid === act.uid;
}

/** Only where a wish begins, changes its kind or ends: the rest is for what is done about it. */
function phaseAfter({ phase, draft: before }: ConversationState, update: DraftUpdate): Phase {
  const { goal } = update.draft;
  if (update.abandoned) return "idle";
  if (goal === before.goal || goal === null) return phase;
  return goal === "book" || goal === "waitlist" ? "collect" : update.draft.bookingUid ? "verified" : "lookup";
}
