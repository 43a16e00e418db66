import type { GateOutcome } from "./gate-outcome.ts";
import { intentOf } from "./plan-gate.ts";
import { applyUpdate, type DraftUpdate, readDraftRules, updateDraft, withNext } from "./draft/index.ts";
import type { TurnWork } from "./turn-work.ts";

/**
 * Carries the wish on by what was said, whoever will answer; a button says nothing new. "Yes, cancel it" wants
 * nothing more when that was just done.
 */
export function hear(work: TurnWork, gate: GateOutcome): DraftUpdate {
  const { ctx, input, state, text } = work;
  const done = gate.kind === "done" ? intentOf(gate.act) : undefined;
  const understood = { ...work.understood, intents: work.understood.intents.filter((one) => one !== done) };
  // What comes after the visit that is summed up waits for its turn.
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
