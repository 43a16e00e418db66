import { DAY } from "#kernel/instant.ts";
import { getAssistant } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type ConversationRow, stateOf } from "./conversations.ts";
import { labelOf } from "./offers.ts";
import type { TurnInput } from "./turn-work.ts";
import { insertTurn, lastTurn, type TurnRow } from "./turns.ts";
import { withoutCapabilities } from "./verify.ts";
import { BUTTON_YES, PICKED_SOMETHING } from "./words/en/engine-words.ts";

/** Stores what the customer did, before anything comes of it: it stands whatever happens then. */
export function beginTurn(ctx: TenantContext, row: ConversationRow, input: TurnInput): TurnRow {
  const now = ctx.clock.now();
  const begun = {
    conversation: row.seq,
    turn: lastTurn(ctx.db, row.seq) + 1,
    client_message_id: input.kind === "message" ? (input.clientMessageId ?? null) : null,
    text: wordsFor(ctx, row, input),
    input: input.kind,
    at: now,
  };
  // Nothing else: the conversation itself is written when the turn is over.
  ctx.db.write((tx) => insertTurn(tx, begun));
  // Its texts are not kept for ever.
  if (begun.turn === 1) ctx.wakeAt(now + getAssistant(ctx.db).retention_days * DAY);
  return {
    ...begun,
    gate: null,
    understood: null,
    events: null,
    trace: null,
    usage: null,
    brain: null,
    ms: null,
  };
}

/** What the transcript says of it. A link that opens a visit is kept without its key. */
function wordsFor(ctx: TenantContext, row: ConversationRow, input: TurnInput): string {
  if (input.kind === "message") return withoutCapabilities(input.text);
  if (input.kind === "confirm") return BUTTON_YES;
  const offer = stateOf(row).offers.find(({ slotId }) => slotId === input.slotId);
  return offer ? labelOf(calendarRules(ctx.db).zone, offer) : PICKED_SOMETHING;
}
