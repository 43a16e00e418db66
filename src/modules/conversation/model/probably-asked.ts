import { hasEnd } from "#modules/conversation/draft/index.ts";
import type { ConversationState } from "#modules/conversation/state.ts";
import type { Asked } from "#modules/language/index.ts";

/**
 * Infers from what the wish lacks what a model's question asks for, so that a bare "Friday" or "Dana" in the
 * next turn can be understood. Models are instructed to ask in this order.
 */
export function probablyAsked(state: ConversationState): Asked | undefined {
  const { pending, draft, shown, chosen } = state;
  if (pending) return "confirm";
  const ofSeries = askedOfSeries(state);
  if (ofSeries) return ofSeries;
  if (draft.goal !== "book" && draft.items.length === 0) return undefined;
  if (draft.items.length === 0) return "service";
  if (!chosen && shown.length > 0) return "choice";
  if (!chosen) return draft.dates.length > 0 || draft.dateRange ? "time" : "date";
  if (draft.name === undefined) return "name";
  return draft.email === undefined && draft.phone === undefined ? "email" : undefined;
}

/** The open question about a repeating visit or a series. */
function askedOfSeries({ draft, chosen, series, verified }: ConversationState): Asked | undefined {
  const { goal, repeat, scope } = draft;
  if (series && series.missed.length > 0 && repeat?.onConflict === undefined) return "conflict";
  if ((goal === "cancel" || goal === "reschedule") && verified.length > 1 && scope === undefined)
    return "scope";
  if (goal !== "book" || !repeat || !chosen) return undefined;
  if (!repeat.every) return "repeat_every";
  return hasEnd(repeat) ? undefined : "repeat_until";
}
