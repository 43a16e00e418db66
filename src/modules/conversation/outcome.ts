import type { ConversationOutcome } from "#db/conversation-tables.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { knownBusiness } from "./business-known.ts";
import type { ConversationState, Phase } from "./state.ts";
import type { TurnWork } from "./turn-work.ts";
import { conversationSummary } from "./words/en/summaries.ts";

const BY_PHASE: Readonly<Partial<Record<Phase, ConversationOutcome>>> = {
  booked: "booked",
  moved: "moved",
  cancelled: "cancelled",
  waitlisted: "waitlisted",
  handoff: "handed_over",
};

/** The outcome so far: the last thing that was done, or else whether something was begun. */
export function outcomeOf(
  state: ConversationState,
  before: ConversationOutcome | null = null,
): ConversationOutcome {
  const done = BY_PHASE[state.phase];
  if (done) return done;
  if (before !== null && before !== "abandoned" && before !== "answered") return before;
  return state.draft.goal === null || state.draft.goal === "lookup" ? "answered" : "abandoned";
}

/** One line for the owner's list: the topic and how it ended, without customer data. */
export function summaryOf(ctx: TenantContext, { state, row }: TurnWork): string {
  const { service } = knownBusiness(ctx.db);
  const names = state.draft.items.flatMap(({ serviceId }) => service.get(serviceId)?.name ?? []);
  return conversationSummary({
    outcome: outcomeOf(state, row.outcome),
    goal: state.draft.goal,
    services: names,
  });
}
