import { formatInstant } from "#kernel/instant.ts";

import { knownBusiness } from "./business-known.ts";
import type { EngineEvent } from "./engine-event.ts";
import { tokenOf } from "./freeze.ts";
import { offerView, shownOffers } from "./offers.ts";
import type { TurnWork } from "./turn-work.ts";

/**
 * The events after the text: the times found, the summary awaiting confirmation, and the end. They take effect
 * once stored.
 */
export function resultsOf(work: TurnWork): readonly EngineEvent[] {
  return [...slotsOf(work), ...summaryOf(work), { event: "done", state: work.state.phase }];
}

function slotsOf({ ctx, state, turn, showsSlots }: TurnWork): readonly EngineEvent[] {
  // The customer is being asked to choose, so the times are shown again as buttons even after a detour.
  const asksAgain = state.asked === "choice" && state.chosen === undefined && state.phase === "offered";
  if (state.pending?.turn === turn || !(showsSlots || asksAgain)) return [];
  const { rules, person } = knownBusiness(ctx.db);
  const slots = shownOffers(state, ctx.clock.now());
  if (slots.length === 0) return [];
  return [
    {
      event: "slots",
      slots: slots.map((offer) => offerView(rules.zone, offer, (id) => person.get(id)?.name)),
    },
  ];
}

function summaryOf({ ctx, state: { pending }, row, turn }: TurnWork): readonly EngineEvent[] {
  if (pending?.turn !== turn) return [];
  return [
    {
      event: "confirm",
      confirm_token: tokenOf(ctx, row.id, pending.nonce),
      summary: pending.summary,
      expires_at: formatInstant(pending.expiresAt),
    },
  ];
}
