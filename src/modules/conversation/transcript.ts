import type { TenantReads } from "#db/tenant-db.ts";

import { findConversation, getConversation } from "./conversations.ts";
import type { NumberedEvent } from "./event-feed.ts";
import { eventsOf, turnsAfter } from "./turns.ts";

/** What was said in one turn, and what was answered as far as the turn is finished. */
export type SaidTurn = {
  readonly text: string;
  readonly events: readonly NumberedEvent[];
  readonly isFinished: boolean;
};

/** Everything that was said so far, oldest first. Throws NOT_FOUND for an unknown conversation. */
export function transcriptOf(db: TenantReads, conversationId: string): SaidTurn[] {
  const { seq } = getConversation(db, conversationId);
  return turnsAfter(db, seq, 0).map((turn) => ({
    text: turn.text,
    events: eventsOf(turn).map((event, index) => ({ id: `${turn.turn}.${index + 1}`, event })),
    isFinished: turn.events !== null,
  }));
}

/** Whether there is such a conversation still. */
export function isConversation(db: TenantReads, conversationId: string): boolean {
  return findConversation(db, conversationId) !== undefined;
}
