import { releaseInside } from "#modules/booking/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type ConversationRow, saveState, stateOf } from "./conversations.ts";
import { EventFeed } from "./event-feed.ts";
import { lastTurn } from "./turns.ts";
import { NO_HOLD } from "./holds.ts";
import type { Ending } from "./words/en/engine-words.ts";
import { farewell } from "./words/en/engine-words.ts";

/**
 * Ends a conversation that accepts no more messages, releases its holds, and tells the customer where to
 * continue.
 */
export function ended(ctx: TenantContext, row: ConversationRow, why: Ending): EventFeed {
  if (row.ended_at === null) {
    const { chosen: _, pending: __, ...state } = stateOf(row);
    ctx.db.write((tx) => {
      if (row.hold_id !== null) releaseInside(ctx, tx, row.hold_id);
      saveState(tx, row, { ...state, phase: "ended" }, { ...NO_HOLD, ended_at: ctx.clock.now() });
    });
  }
  const feed = new EventFeed(lastTurn(ctx.db, row.seq) + 1);
  feed.push({ event: "delta", text: farewell(why, ctx.tenant.canonicalUrl) });
  feed.push({ event: "done", state: "ended" });
  feed.end();
  return feed;
}
