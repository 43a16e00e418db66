import { applyUpdate, type DraftUpdate, readDraftRules, updateDraft } from "./draft/index.ts";
import type { TurnWork } from "./turn-work.ts";

/** Carries the wish on by what was said, whoever will answer; a button says nothing new. */
export function hear(work: TurnWork): DraftUpdate {
  const { ctx, input, state, understood, text } = work;
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
