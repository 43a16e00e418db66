import { formatInstant } from "#kernel/instant.ts";

import { knownBusiness } from "./business-known.ts";
import type { EngineEvent } from "./engine-event.ts";
import { tokenOf } from "./freeze.ts";
import { offerView, shownOffers } from "./offers.ts";
import type { TurnWork } from "./turn-work.ts";

/**
 * After the words: the times that were found, the summary that waits for a yes, and the end. They are so when they are
 * stored.
 */
export function resultsOf(work: TurnWork): readonly EngineEvent[] {
  return [...slotsOf(work), ...summaryOf(work), { event: "done", state: work.state.phase }];
}

function slotsOf({ ctx, state, turn, showsSlots }: TurnWork): readonly EngineEvent[] {
  // Times that are asked about can be pressed, also when something else was spoken of meanwhile.
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
