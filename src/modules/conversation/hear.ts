import type { GateOutcome } from "./gate-outcome.ts";
import { intentOf } from "./plan-gate.ts";
import { applyUpdate, type DraftUpdate, readDraftRules, updateDraft, withNext } from "./draft/index.ts";
import type { TurnWork } from "./turn-work.ts";

/**
 * Updates the draft with the message, whichever brain will answer; a button adds nothing. "Yes, cancel it"
 * starts nothing new if that was just done.
 */
export function hear(work: TurnWork, gate: GateOutcome): DraftUpdate {
  const { ctx, input, state, text } = work;
  const done = gate.kind === "done" ? intentOf(gate.act) : undefined;
  const understood = { ...work.understood, intents: work.understood.intents.filter((one) => one !== done) };
  // Whatever follows the visit in the summary waits for its turn.
  if (gate.kind === "unclear" && understood.hints.includes("next_too")) {
    work.state = { ...state, draft: withNext(state, understood, readDraftRules(ctx, state)) };
    return nothingNew(work, undefined);
  }
  if (input.kind !== "message") return nothingNew(work, input.kind === "pick" ? input.slotId : undefined);
  const heard = updateDraft(state, understood, text, readDraftRules(ctx, state));
  work.state = applyUpdate(state, heard);
  return heard;
}

function nothingNew({ state }: TurnWork, picked: string | undefined): DraftUpdate {
  return {
    draft: state.draft,
    changed: [],
    ...(picked !== undefined && { picked }),
    doubts: [],
    abandoned: false,
  };
}
