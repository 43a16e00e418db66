import type { TenantContext } from "#tenancy/context.ts";
import { type Asked, understand } from "#modules/language/index.ts";

import type { BegunTurn } from "./begun-turn.ts";
import type { ChooseBrain } from "./brain.ts";
import { knownBusiness } from "./business-known.ts";
import { type ConversationRow, findConversation, getConversation, stateOf } from "./conversations.ts";
import { knownServices, withChoice } from "./draft/index.ts";
import { followUp } from "./follow-up.ts";
import { passGate, recallGate } from "./gate.ts";
import type { GateOutcome } from "./gate-outcome.ts";
import { hear } from "./hear.ts";
import { saveTurn } from "./save-turn.ts";
import { speak } from "./speak.ts";
import { takePick } from "./take-pick.ts";
import type { ConversationState, Phase } from "./state.ts";
import { readState } from "./stored-state.ts";
import { unspoken } from "./unspoken.ts";
import type { TurnInput, TurnWork } from "./turn-work.ts";
import { recogniseVisit } from "./verify.ts";
import { LOST_THE_THREAD, SOMETHING_WENT_WRONG } from "./words/en/engine-words.ts";

/** A conversation's row, and how much had been written when it was read: it is so while nothing else is. */
export type KnownRow = { readonly row: ConversationRow; readonly asOf: number };

export type RunOptions = {
  readonly input: TurnInput;
  readonly blind: boolean;
  readonly chooseBrain: ChooseBrain;
  readonly signal: AbortSignal;
};

/**
 * One turn: understand, carry on the wish, let the gate do what was confirmed, take what was picked, speak, and
 * write all of it down. Never rejects: what goes wrong is an event, and the conversation goes on.
 */
export async function runTurn(
  ctx: TenantContext,
  known: KnownRow,
  turn: BegunTurn,
  options: RunOptions,
): Promise<void> {
  const { feed } = turn;
  const startedAt = ctx.clock.now();
  try {
    const work = openTurn(ctx, known, turn, options);
    const passed = recallGate(work, turn.row) ?? passGate(work);
    recogniseVisit(work);
    const heard = hear(work, passed);
    const picked = takePick(work, heard);
    const gate = stillWaiting(work, passed);
    const brain = await speak(work, { heard, gate, picked, ...options });
    saveTurn(work, { brain, startedAt });
  } catch (error) {
    ctx.log.error({ error: unspoken(error) }, "A turn of a conversation failed.");
    feed.takeBack();
    feed.push({ event: "error", code: "INTERNAL", reason: "INTERNAL", message: SOMETHING_WENT_WRONG });
    feed.push({ event: "done", state: keepSaid(ctx, known.row.id, turn) });
    ctx.count("chatTurns", { outcome: "failed" });
  } finally {
    feed.end();
  }
}

/** A bare hour answers no question about a service: "10", to what was recommended for tomorrow. */
function askedIn(
  { pending, asked, suggested = [], draft }: ConversationState,
  text: string,
): Asked | undefined {
  if (pending) return "confirm";
  const isOfService = asked === "service" || (asked === "choice" && suggested.length > 0);
  const hasDay = draft.dates.length > 0 || draft.dateRange !== undefined;
  return isOfService && hasDay && /^\D{0,6}\d{1,2}\D{0,6}$/.test(text) ? "time" : asked;
}

/** Where the words changed the wish after all, or its time was lost, nothing waits for a yes: nobody asks for it again. */
function stillWaiting({ state }: TurnWork, gate: GateOutcome): GateOutcome {
  return gate.kind === "unclear" && !state.pending ? { kind: "changed" } : gate;
}

/**
 * What was said stands, though nothing came of it. Answers where the conversation is: as it was before the turn, or when
 * its gate was released. Where not even that can be written, it is to be said again.
 */
function keepSaid(ctx: TenantContext, conversationId: string, turn: BegunTurn): Phase {
  try {
    turn.store();
    const row = findConversation(ctx.db, conversationId);
    return row ? stateOf(row).phase : "ended";
  } catch (error) {
    ctx.log.error({ error: unspoken(error) }, "What was said in a conversation could not be stored.");
    return "idle";
  }
}

function openTurn(
  given: TenantContext,
  known: KnownRow,
  begun: BegunTurn,
  { input, blind }: RunOptions,
): TurnWork {
  const { row: turn, feed } = begun;
  const row = given.db.writes() === known.asOf ? known.row : getConversation(given.db, known.row.id);
  // What comes of a conversation is done by the assistant, for whoever speaks in it.
  const actor = { kind: "assistant", id: row.id, channel: row.channel } as const;
  const ctx = Object.freeze({ ...given, actor });
  const { state, isLost } = readState(row.state);
  if (isLost) feed.push({ event: "delta", text: LOST_THE_THREAD });
  const business = knownBusiness(ctx.db);
  const asked = askedIn(state, turn.text);
  const said = understand(turn.text, { ...business.language, now: ctx.clock.now(), asked });
  const meant = withChoice(state, followUp(state, said), turn.text, knownServices(business));
  return {
    ctx,
    begun,
    turn: turn.turn,
    input,
    text: turn.text,
    understood: input.kind === "message" ? meant : said,
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
