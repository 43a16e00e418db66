import { type Instant, MINUTE } from "#kernel/instant.ts";

import type { ConversationRow } from "./conversations.ts";
import type { Ending } from "./words/en/engine-words.ts";

/** A conversation ends after so long without a word, after so many turns, and after so long in all. */
export const IDLE_MINUTES = 30;
export const MOST_TURNS = 40;
export const LONGEST_MINUTES = 60;

/** Why nothing more can be said in a conversation after so many turns; undefined while it goes on. */
export function endingOf(
  row: Pick<ConversationRow, "started_at" | "last_at">,
  turns: number,
  now: Instant,
): Ending | undefined {
  if (now - row.last_at >= IDLE_MINUTES * MINUTE) return "idle";
  if (now - row.started_at >= LONGEST_MINUTES * MINUTE) return "too_long";
  return turns >= MOST_TURNS ? "too_many_turns" : undefined;
}
