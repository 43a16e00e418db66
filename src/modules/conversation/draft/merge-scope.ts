import type { ConversationState, Draft, Goal } from "#modules/conversation/state.ts";
import type { Scope, Understanding } from "#modules/language/index.ts";

/** In the order in which the options are presented. */
const IN_ORDER: readonly Scope[] = ["this", "this_and_later", "all"];

/** Which visits of a series are to be moved or cancelled; a new goal resets it. */
export function mergeScope(
  { draft, asked }: ConversationState,
  goal: Goal | null,
  { scope, references }: Understanding,
  others?: Draft["others"],
): Pick<Draft, "scope"> {
  if (!isOfVisits(goal, others)) return {};
  const nth = references.find((reference) => reference.kind === "nth")?.n;
  const placed = asked === "scope" && nth !== undefined ? IN_ORDER.at(nth > 0 ? nth - 1 : nth) : undefined;
  const before = goal === draft.goal ? draft.scope : undefined;
  // "Cancel the last one."
  const only = goal === "cancel" && nth !== undefined && asked !== "scope" ? ("this" as const) : undefined;
  const now = scope ?? placed ?? before ?? only;
  return now ? { scope: now } : {};
}

/** Visits cancelled one by one do not form a series. */
function isOfVisits(goal: Goal | null, others: Draft["others"]): boolean {
  return others === undefined && (goal === "cancel" || goal === "reschedule");
}
