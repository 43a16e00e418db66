import type { ConversationState, Draft } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

/** For how many it is to be; who is left over is forgotten when nobody wants to go on with them. */
export function mergePeople(
  { draft, proposed, verified }: ConversationState,
  { people, acts, visits, services }: Understanding,
): Pick<Draft, "people"> {
  // Who is told one by one is known already.
  if (visits) return {};
  // "One for my husband as well", after one's own was booked: one more.
  const isOneMore = draft.people === undefined && draft.goal === null && verified.length > 0 && people === 2;
  if (isOneMore && services.length === 0) return {};
  const left = people ?? draft.people;
  const isEnough = people === 1 || (proposed === "another" && acts.includes("negate"));
  return left === undefined || isEnough ? {} : { people: left };
}
