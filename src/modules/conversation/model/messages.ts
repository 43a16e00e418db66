import type { BrainTurn, PastMessage } from "#modules/conversation/brain.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import { shownOffers } from "#modules/conversation/offers.ts";
import { withoutCapabilities } from "#modules/conversation/verify.ts";
import { promptState } from "#modules/conversation/words/en/prompt-state.ts";
import type { ModelMessage } from "#ports/language-model.ts";

import { estimateTokens } from "./tokens.ts";
import { withoutContacts } from "./without-contacts.ts";

/** How many earlier messages a model is given. */
export const MOST_MESSAGES = 16;

/**
 * Earlier messages as far as they fit, then the state of the conversation, then the customer's message. `room`
 * is in tokens.
 */
export function messagesFor(turn: BrainTurn, room: number): ModelMessage[] {
  const state = stateText(turn);
  const said = asSaid(turn.text);
  const history = latest(turn.history(), room - estimateTokens(state) - estimateTokens(said));
  return [
    ...history.map(
      ({ by, text }): ModelMessage => ({
        role: by === "customer" ? "customer" : "assistant",
        text: withoutContacts(by === "customer" ? asSaid(text) : withoutCapabilities(text)),
      }),
    ),
    { role: "customer", text: state },
    { role: "customer", text: said },
  ];
}

/** Removes link tokens, and the marker by which a model recognises the server's own message. */
function asSaid(text: string): string {
  return withoutCapabilities(text).replaceAll(/\bSTATE\b/g, "state");
}

function stateText(turn: BrainTurn): string {
  const { rules, service, person } = knownBusiness(turn.ctx.db);
  const names = {
    zone: rules.zone,
    serviceName: (id: string) => service.get(id)?.name ?? "a service",
    staffName: (id: string) => person.get(id)?.name ?? "somebody",
  };
  const state = promptState(turn, names, shownOffers(turn.state(), turn.ctx.clock.now()));
  return withoutContacts(state);
}

/** The latest messages that fit; a history never starts with an answer. */
function latest(history: readonly PastMessage[], room: number): readonly PastMessage[] {
  let left = room;
  let first = history.length;
  while (first > 0 && history.length - first < MOST_MESSAGES) {
    left -= estimateTokens(history[first - 1]!.text);
    if (left < 0) break;
    first -= 1;
  }
  while (history[first]?.by === "assistant") first += 1;
  return history.slice(first);
}
