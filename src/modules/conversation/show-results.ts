import { formatInstant } from "#kernel/instant.ts";

import { knownBusiness } from "./business-known.ts";
import { tokenOf } from "./freeze.ts";
import { offerView, shownOffers } from "./offers.ts";
import type { TurnWork } from "./turn-work.ts";

/** After the words: the times that were found, and the summary that waits for a yes. */
export function showResults(work: TurnWork): void {
  const { ctx, feed, state, row, turn } = work;
  const { pending } = state;
  const isAsking = pending?.turn === turn;
  // Times that are asked about can be pressed, also when something else was spoken of meanwhile.
  const asksAgain = state.asked === "choice" && state.chosen === undefined && state.phase === "offered";
  if ((work.showsSlots || asksAgain) && !isAsking) {
    const { rules, person } = knownBusiness(ctx.db);
    const slots = shownOffers(state, ctx.clock.now());
    const views = slots.map((offer) => offerView(rules.zone, offer, (id) => person.get(id)?.name));
    if (views.length > 0) feed.push({ event: "slots", slots: views });
  }
  if (isAsking)
    feed.push({
      event: "confirm",
      confirm_token: tokenOf(ctx, row.id, pending.nonce),
      summary: pending.summary,
      expires_at: formatInstant(pending.expiresAt),
    });
  feed.push({ event: "done", state: state.phase });
}
