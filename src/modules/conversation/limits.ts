import { type Instant, MINUTE } from "#kernel/instant.ts";

import type { ConversationRow } from "./conversations.ts";
import type { Ending } from "./words/en/engine-words.ts";

/** A conversation ends after this long without a message, after too many turns, or after too long in total. */
export const IDLE_MINUTES = 30;
export const MOST_TURNS = 40;
export const LONGEST_MINUTES = 60;

/** Why a conversation with this many turns accepts no more messages; undefined while it is open. */
export function endingOf(
  row: Pick<ConversationRow, "started_at" | "last_at">,
  turns: number,
  now: Instant,
): Ending | undefined {
  if (now - row.last_at >= IDLE_MINUTES * MINUTE) return "idle";
  if (now - row.started_at >= LONGEST_MINUTES * MINUTE) return "too_long";
  return turns >= MOST_TURNS ? "too_many_turns" : undefined;
}
