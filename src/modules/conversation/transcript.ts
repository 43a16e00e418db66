import type { TenantContext } from "#tenancy/context.ts";

import { type ConversationRow, getConversation } from "./conversations.ts";
import type { EngineEvent } from "./engine-event.ts";
import { EventFeed, type NumberedEvent } from "./event-feed.ts";
import { tokenOf } from "./freeze.ts";
import { storeRunning } from "./queue.ts";
import { eventsOf, type TurnRow, turnsAfter } from "./turns.ts";

/** The customer's message and, if the turn is finished, the answer. */
export type SaidTurn = {
  readonly text: string;
  readonly events: readonly NumberedEvent[];
  readonly isFinished: boolean;
};

/** All turns so far, oldest first. Throws NOT_FOUND for an unknown conversation. */
export function transcriptOf(ctx: TenantContext, conversationId: string): readonly SaidTurn[] {
  const row = getConversation(ctx.db, conversationId);
  storeRunning(ctx.db, conversationId);
  return turnsAfter(ctx.db, row.seq, 0).map((turn) => ({
    text: turn.text,
    events: replayed(ctx, row, turn).numbered(),
    isFinished: turn.events !== null,
  }));
}

/** Replays the events of a stored turn as they were sent. */
export function replayed(ctx: TenantContext, row: ConversationRow, turn: TurnRow): EventFeed {
  const feed = new EventFeed(turn.turn);
  for (const event of eventsOf(turn)) feed.push(withToken(ctx, row, event));
  feed.end();
  return feed;
}

/** Restores the button's token, for which the stored summary has only the nonce. */
function withToken(ctx: TenantContext, row: ConversationRow, event: EngineEvent): EngineEvent {
  if (event.event !== "confirm") return event;
  return { ...event, confirm_token: tokenOf(ctx, row.id, event.confirm_token) };
}
