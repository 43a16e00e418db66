import type { ConversationState, Draft } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

/** The number of people; the remaining ones are dropped once nobody wants to continue with them. */
export function mergePeople(
  { draft, proposed, verified }: ConversationState,
  { people, acts, visits, services }: Understanding,
): Pick<Draft, "people"> {
  // People listed one by one are already counted as visits.
  if (visits) return {};
  // "One for my husband as well", after booking their own: one more.
  const isOneMore = draft.people === undefined && draft.goal === null && verified.length > 0 && people === 2;
  if (isOneMore && services.length === 0) return {};
  const left = people ?? draft.people;
  const isEnough = people === 1 || (proposed === "another" && acts.includes("negate"));
  return left === undefined || isEnough ? {} : { people: left };
}
