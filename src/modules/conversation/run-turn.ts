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

/** A conversation's row, and the write count when it was read: the row is current while that is unchanged. */
export type KnownRow = { readonly row: ConversationRow; readonly asOf: number };

export type RunOptions = {
  readonly input: TurnInput;
  readonly blind: boolean;
  readonly chooseBrain: ChooseBrain;
  readonly signal: AbortSignal;
};

/**
 * Runs one turn: understand, update the draft, let the gate carry out what was confirmed, take what was picked,
 * speak, and store everything. Never rejects: a failure becomes an event, and the conversation goes on.
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

/** A bare hour does not answer a question about a service: "10", after a recommendation for tomorrow. */
function askedIn(
  { pending, asked, suggested = [], draft }: ConversationState,
  text: string,
): Asked | undefined {
  if (pending) return "confirm";
  const isOfService = asked === "service" || (asked === "choice" && suggested.length > 0);
  const hasDay = draft.dates.length > 0 || draft.dateRange !== undefined;
  return isOfService && hasDay && /^\D{0,6}\d{1,2}\D{0,6}$/.test(text) ? "time" : asked;
}

/** If the message changed the wish after all, or the time was lost, nothing awaits a yes any more. */
function stillWaiting({ state }: TurnWork, gate: GateOutcome): GateOutcome {
  return gate.kind === "unclear" && !state.pending ? { kind: "changed" } : gate;
}

/**
 * Keeps the message of a failed turn. Returns the phase of the conversation: the one before the turn, or the
 * one after the gate's release. If not even the message can be stored, the customer has to repeat it.
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
  // The assistant is the actor of everything that a conversation does, whoever is speaking in it.
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
