import { MINUTE } from "#kernel/instant.ts";
import type { ConversationState } from "#modules/conversation/state.ts";
import type { Understanding } from "#modules/language/index.ts";

import type { DraftRules } from "./draft-update.ts";

/** Around the visit before; a wish of their own comes first. */
const BEFORE = 60;
const AFTER = 150;

/**
 * "And one for my son", after a visit was booked here: the same service on the same day, near the same time, as
 * far as the words say nothing else. Undefined where nothing is carried over.
 */
export function anotherOne(
  state: ConversationState,
  { hints, services }: Understanding,
  { visits, zone }: DraftRules,
): ConversationState | undefined {
  if (!hints.includes("another") || state.draft.goal !== null) return undefined;
  const last = visits.at(-1);
  if (last === undefined) return undefined;
  const minute = zone.minuteOfDay(last.start);
  const near = { start: Math.max(0, minute - BEFORE), end: Math.min(1440, minute + AFTER) };
  const items = services.length > 0 ? [] : last.items.map(({ serviceId }) => ({ serviceId }));
  const length = (last.end - last.start) / MINUTE;
  return {
    ...state,
    draft: {
      ...state.draft,
      items,
      dates: [zone.localDateOf(last.start)],
      timeRange: { ...near, end: Math.min(1440, near.end + length) },
    },
  };
}
