import type { ConversationState } from "#modules/conversation/state.ts";
import type { Asked } from "#modules/language/index.ts";

/**
 * What a model that asks something asks for, by what the wish lacks: a bare "Friday" or "Dana" in the next turn is
 * read beside it. Models are told to ask in this order.
 */
export function probablyAsked({ pending, draft, shown, chosen }: ConversationState): Asked | undefined {
  if (pending) return "confirm";
  if (draft.goal !== "book" && draft.items.length === 0) return undefined;
  if (draft.items.length === 0) return "service";
  if (!chosen && shown.length > 0) return "choice";
  if (!chosen) return draft.dates.length > 0 || draft.dateRange ? "time" : "date";
  if (draft.name === undefined) return "name";
  return draft.email === undefined && draft.phone === undefined ? "email" : undefined;
}
