import { AppError } from "#kernel/errors.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { ChooseBrain } from "./brain.ts";
import { type ConversationRow, getConversation, getWithLastTurn, stateOf } from "./conversations.ts";
import { EventFeed, type NumberedEvent } from "./event-feed.ts";
import { endingOf } from "./limits.ts";
import { inTurn, running, storeRunning } from "./queue.ts";
import { ended } from "./end-conversation.ts";
import { assertAssistant } from "./start-conversation.ts";
import { replayed } from "./transcript.ts";
import { runTurn } from "./run-turn.ts";
import { beginTurn } from "./begin-turn.ts";
import { BegunTurn } from "./begun-turn.ts";
import type { TurnInput } from "./turn-work.ts";
import { findTurnOfMessage, type TurnRow, turnsAfter } from "./turns.ts";
import { tooLong } from "./words/en/engine-words.ts";

/** The longest message, in UTF-16 units (CONTRACT). */
export const LONGEST_MESSAGE = 1000;

export type HandleOptions = {
  readonly chooseBrain: ChooseBrain;
  /** Aborted once nobody is listening: it stops the brain, never a booking. */
  readonly signal: AbortSignal;
};

/** The events of a turn as they arrive. */
export type HandledTurn = AsyncIterable<NumberedEvent> & {
  /** Resolves when the turn is over and stored; the tenant's file must stay open until then. Never rejects. */
  readonly settled: Promise<void>;
};

/**
 * Takes the customer's input and answers once all earlier turns of the conversation are done. The input is
 * stored before it has any effect (`BegunTurn`). Throws synchronously: NOT_FOUND for an unknown conversation,
 * PAYLOAD_TOO_LARGE for a message that is too long. A repeated message (`clientMessageId`) is not handled
 * again: its events are replayed.
 */
export function handleTurn(
  ctx: TenantContext,
  conversationId: string,
  input: TurnInput,
  options: HandleOptions,
): HandledTurn {
  storeRunning(ctx.db, conversationId);
  const { row, last } = getWithLastTurn(ctx.db, conversationId);
  assertAssistant(ctx);
  if (input.kind === "message" && input.text.length > LONGEST_MESSAGE)
    throw new AppError("PAYLOAD_TOO_LARGE", tooLong(LONGEST_MESSAGE), {
      path: "message",
      most: LONGEST_MESSAGE,
    });
  const known =
    input.kind === "message" && input.clientMessageId !== undefined
      ? findTurnOfMessage(ctx.db, row.seq, input.clientMessageId)
      : undefined;
  if (known) return repeat(ctx, { row, last }, known, { ...options, input });
  const ending = endingOf(row, last, ctx.clock.now());
  if (ending) return follow(ended(ctx, row, ending), Promise.resolve());
  const turn = beginTurn(ctx, row, input, last);
  const blind = running(ctx.db, conversationId).length > 0;
  if (blind || !hasRoom(ctx)) turn.store();
  return start(ctx, row, turn, { ...options, input, blind });
}

/** When the disk is nearly full, a turn that cannot be stored is refused before an answer begins. */
function hasRoom(ctx: TenantContext): boolean {
  try {
    ctx.assertRoomToBook();
    return true;
  } catch {
    return false;
  }
}

type StartOptions = HandleOptions & { readonly input: TurnInput; readonly blind: boolean };

function start(
  ctx: TenantContext,
  row: ConversationRow,
  turn: BegunTurn,
  options: StartOptions,
): HandledTurn {
  const known = { row, asOf: ctx.db.writes() };
  const settled = inTurn(ctx.db, row.id, turn, () => runTurn(ctx, known, turn, options));
  return follow(turn.feed, settled);
}

/** A repeated message gets the events of the first one, live if that is still being answered. */
function repeat(
  ctx: TenantContext,
  { row, last }: { readonly row: ConversationRow; readonly last: number },
  turn: TurnRow,
  options: Omit<StartOptions, "blind">,
): HandledTurn {
  const same = running(ctx.db, row.id).find((one) => one.row.turn === turn.turn);
  if (same) return follow(same.feed, Promise.resolve());
  // A turn cut off by a crash is resumed, unless the conversation has moved on.
  if (turn.events === null && turn.turn === last && !endingOf(row, last - 1, ctx.clock.now()))
    return start(ctx, row, new BegunTurn(ctx, turn, true), { ...options, blind: false });
  return follow(turn.events === null ? nothingMore(row, turn) : replayed(ctx, row, turn), Promise.resolve());
}

/** The events of a cut-off turn that the conversation has moved past: only `done`. */
function nothingMore(row: ConversationRow, { turn }: TurnRow): EventFeed {
  const feed = new EventFeed(turn);
  feed.push({ event: "done", state: stateOf(row).phase });
  feed.end();
  return feed;
}

function follow(feed: EventFeed, settled: Promise<void>): HandledTurn {
  return { [Symbol.asyncIterator]: () => feed.follow(), settled };
}

/**
 * What a client missed: everything after the event `lastEventId` (`{turn}.{n}`; everything if omitted), stored
 * and live, until no turn is running. Throws NOT_FOUND synchronously for an unknown conversation.
 */
export function eventsSince(
  ctx: TenantContext,
  conversationId: string,
  lastEventId?: string,
): AsyncIterable<NumberedEvent> {
  const row = getConversation(ctx.db, conversationId);
  const [turn, n] = placeOf(lastEventId);
  const live = running(ctx.db, conversationId).map(({ feed }) => feed);
  const stored = turnsAfter(ctx.db, row.seq, turn - 1)
    .filter((one) => one.events !== null && !live.some((feed) => feed.turn === one.turn))
    .map((one) => replayed(ctx, row, one));
  return joined([...stored, ...live.filter((feed) => feed.turn >= turn)], turn, n);
}

async function* joined(feeds: readonly EventFeed[], turn: number, n: number) {
  for (const feed of feeds) yield* feed.follow(feed.turn === turn ? n : 0);
}

/** Parses a position; anything invalid means the beginning, as events twice are better than never. */
function placeOf(lastEventId: string | undefined): readonly [turn: number, n: number] {
  const found = /^(\d{1,6})\.(\d{1,6})$/.exec(lastEventId ?? "");
  return found ? [Number(found[1]), Number(found[2])] : [1, 0];
}
