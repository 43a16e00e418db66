import type { ConversationState } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

/** "When is the next one?", about a recommended service. */
export function asksNextOf(state: ConversationState, { intents, hints }: Understanding): boolean {
  const { proposed, suggested = [], verified, draft } = state;
  const isOpen =
    proposed === "book" && suggested.length === 1 && verified.length === 0 && draft.goal === null;
  return isOpen && intents.includes("lookup") && !hints.includes("existing_visit");
}

/** "You choose", between the services asked about. */
export function takesAny({ asked, suggested }: ConversationState, { hints }: Understanding): boolean {
  return asked === "service" && suggested !== undefined && hints.includes("any_of_them");
}

/** "With Mia?" or "I'm flexible", about a recommended service. */
export function takesWith({ suggested = [], proposed }: ConversationState, said: Understanding): boolean {
  if (proposed !== "book" || suggested.length !== 1) return false;
  if (said.staff === undefined && !said.hints.some((hint) => hint === "any_time" || hint === "any_day"))
    return false;
  return said.topics.length === 0 && !said.hints.includes("asks_presence");
}

/** Their name or a time, in reply to whether the next person's visit should be arranged. */
export function givesNext({ proposed, draft }: ConversationState, understood: Understanding): boolean {
  if (proposed !== "another" || draft.goal !== null || understood.acts.includes("negate")) return false;
  const { dates, times, dateRange, timeRange } = understood;
  const saysWhen = dates.length + times.length > 0 || Boolean(dateRange ?? timeRange);
  return understood.intents.length === 0 && (understood.name !== undefined || saysWhen);
}

/** "Forget it, book me a trim", when asked which visit is theirs. */
export function saysBook(
  { draft, verified }: ConversationState,
  { intents, hints, services }: Understanding,
): boolean {
  if (verified.length > 0 || !intents.includes("book") || hints.includes("existing_visit")) return false;
  return (
    draft.goal === "cancel" || draft.goal === "reschedule" || (draft.goal === "lookup" && services.length > 0)
  );
}
