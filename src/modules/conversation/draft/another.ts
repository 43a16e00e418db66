import { MINUTE } from "#kernel/instant.ts";
import type { ConversationState, Goal } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

import type { DraftRules } from "./draft-update.ts";

/** Minutes searched around the previous visit; a time that the customer names takes precedence. */
const BEFORE = 60;
const AFTER = 150;

/**
 * "And one for my son", or the next of several people, after a booking here: the same service on the same day,
 * near the same time, except where the message differs. Undefined if nothing carries over.
 */
export function anotherOne(
  state: ConversationState,
  goal: Goal | null,
  { hints, services, people = 1 }: Understanding,
  { visits, zone }: DraftRules,
): ConversationState | undefined {
  const { name: _, ...draft } = state.draft;
  // Of several people, the next one follows once the previous one is booked.
  const isNext = draft.people !== undefined && goal === "book";
  const isWith = people > 1 && goal === "book";
  if (!(hints.includes("another") || isNext || isWith) || draft.goal !== null) return undefined;
  const last = visits.at(-1);
  if (last === undefined) return undefined;
  const minute = zone.minuteOfDay(last.start);
  const near = { start: Math.max(0, minute - BEFORE), end: Math.min(1440, minute + AFTER) };
  const items = services.length > 0 ? [] : last.items.map(({ serviceId }) => ({ serviceId }));
  const length = (last.end - last.start) / MINUTE;
  return {
    ...state,
    draft: {
      ...(isNext || isWith || hints.includes("for_other") ? draft : state.draft),
      items,
      dates: [zone.localDateOf(last.start)],
      timeRange: { ...near, end: Math.min(1440, near.end + length) },
    },
  };
}
