import type { ConversationState } from "./state.ts";

/** Records that something was done. */
export function withDeed(
  state: ConversationState,
  deed: NonNullable<ConversationState["deeds"]>[number],
): ConversationState {
  const { deeds = [] } = state;
  return deeds.includes(deed) ? state : { ...state, deeds: [...deeds, deed] };
}
