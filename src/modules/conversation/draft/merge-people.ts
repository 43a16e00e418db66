import type { ConversationState, Draft } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

/** For how many it is to be; who is left over is forgotten when nobody wants to go on with them. */
export function mergePeople(
  { draft, proposed }: ConversationState,
  { people, acts, visits }: Understanding,
): Pick<Draft, "people"> {
  // Who is told one by one is known already.
  if (visits) return {};
  const left = people ?? draft.people;
  const isEnough = people === 1 || (proposed === "another" && acts.includes("negate"));
  return left === undefined || isEnough ? {} : { people: left };
}
