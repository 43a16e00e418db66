import type { TenantContext } from "#tenancy/context.ts";
import { understand } from "#modules/language/index.ts";

import type { ChooseBrain } from "./brain.ts";
import { knownBusiness } from "./business-known.ts";
import { findConversation, getConversation, stateOf } from "./conversations.ts";
import type { EventFeed } from "./event-feed.ts";
import { passGate, recallGate } from "./gate.ts";
import { hear } from "./hear.ts";
import { saveTurn } from "./save-turn.ts";
import { speak } from "./speak.ts";
import { takePick } from "./take-pick.ts";
import { showResults } from "./show-results.ts";
import { unspoken } from "./unspoken.ts";
import type { TurnInput, TurnWork } from "./turn-work.ts";
import type { TurnRow } from "./turns.ts";
import { recogniseVisit } from "./verify.ts";
import { SOMETHING_WENT_WRONG } from "./words/en/engine-words.ts";

export type RunOptions = {
  readonly input: TurnInput;
  readonly blind: boolean;
  readonly feed: EventFeed;
  readonly chooseBrain: ChooseBrain;
  readonly signal: AbortSignal;
};

/**
 * One turn: understand, carry on the wish, let the gate do what was confirmed, take what was picked, speak, and
 * write all of it down. Never rejects: what goes wrong is an event, and the conversation goes on.
 */
export async function runTurn(
  ctx: TenantContext,
  conversationId: string,
  turn: TurnRow,
  options: RunOptions,
): Promise<void> {
  const { feed } = options;
  const startedAt = ctx.clock.now();
  try {
    const work = openTurn(ctx, conversationId, turn, options);
    const gate = recallGate(work, turn) ?? passGate(work);
    recogniseVisit(work);
    const heard = hear(work, gate);
    const picked = takePick(work, heard);
    const brain = await speak(work, { heard, gate, picked, ...options });
    showResults(work);
    saveTurn(work, { brain, startedAt });
  } catch (error) {
    ctx.log.error({ error: unspoken(error) }, "A turn of a conversation failed.");
    feed.push({ event: "error", code: "INTERNAL", reason: "INTERNAL", message: SOMETHING_WENT_WRONG });
    // As it was before the turn, or when its gate was released.
    const row = findConversation(ctx.db, conversationId);
    feed.push({ event: "done", state: row ? stateOf(row).phase : "ended" });
    ctx.count("chatTurns", { outcome: "failed" });
  } finally {
    feed.end();
  }
}

function openTurn(
  given: TenantContext,
  conversationId: string,
  turn: TurnRow,
  { input, blind, feed }: RunOptions,
): TurnWork {
  const row = getConversation(given.db, conversationId);
  // What comes of a conversation is done by the assistant, for whoever speaks in it.
  const actor = { kind: "assistant", id: row.id, channel: row.channel } as const;
  const ctx = Object.freeze({ ...given, actor });
  const state = stateOf(row);
  const { language } = knownBusiness(ctx.db);
  const now = ctx.clock.now();
  return {
    ctx,
    turn: turn.turn,
    input,
    text: turn.text,
    understood: understand(turn.text, { ...language, now, asked: state.pending ? "confirm" : state.asked }),
    blind,
    feed,
    trace: [],
    uses: [],
    row,
    before: state,
    state,
    showsSlots: false,
  };
}
