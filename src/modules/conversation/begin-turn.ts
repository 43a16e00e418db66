import { calendarRules } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { BegunTurn } from "./begun-turn.ts";
import { type ConversationRow, stateOf } from "./conversations.ts";
import { labelOf } from "./offers.ts";
import type { TurnInput } from "./turn-work.ts";

import { withoutCapabilities } from "./verify.ts";
import { BUTTON_YES, PICKED_SOMETHING } from "./words/en/engine-words.ts";

/** Builds turn `last + 1` from what the customer did. Stores nothing yet. */
export function beginTurn(
  ctx: TenantContext,
  row: ConversationRow,
  input: TurnInput,
  last: number,
): BegunTurn {
  const begun = {
    conversation: row.seq,
    turn: last + 1,
    client_message_id: input.kind === "message" ? (input.clientMessageId ?? null) : null,
    text: wordsFor(ctx, row, input),
    input: input.kind,
    at: ctx.clock.now(),
    gate: null,
    events: null,
    trace: null,
    usage: null,
    brain: null,
    ms: null,
  };
  return new BegunTurn(ctx, begun, false);
}

/** The transcript's text for the input. A link that opens a visit loses its token. */
function wordsFor(ctx: TenantContext, row: ConversationRow, input: TurnInput): string {
  if (input.kind === "message") return withoutCapabilities(input.text);
  if (input.kind === "confirm") return BUTTON_YES;
  const offer = stateOf(row).offers.find(({ slotId }) => slotId === input.slotId);
  return offer ? labelOf(calendarRules(ctx.db).zone, offer) : PICKED_SOMETHING;
}
