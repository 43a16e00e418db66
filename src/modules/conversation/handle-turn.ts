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
  /** Aborted when nobody listens any more: the brain is stopped then, a booking never. */
  readonly signal: AbortSignal;
};

/** The events of a turn as they come. */
export type HandledTurn = AsyncIterable<NumberedEvent> & {
  /** Settled when the turn is over and stored; until then the tenant's file must stay open. Never rejects. */
  readonly settled: Promise<void>;
};

/**
 * Takes what the customer did and answers when all earlier turns of the conversation are done. It is stored before
 * anything comes of it (`BegunTurn`). What throws, throws at once: NOT_FOUND for an unknown conversation, PAYLOAD_TOO_LARGE for a message that
 * is too long. A message that came before (`clientMessageId`) is not handled again: its events are given again.
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

/** Where the disk is nearly full, what cannot be written is refused at once, before an answer begins. */
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

/** The same message again: what it was answered, live where it is still being answered. */
function repeat(
  ctx: TenantContext,
  { row, last }: { readonly row: ConversationRow; readonly last: number },
  turn: TurnRow,
  options: Omit<StartOptions, "blind">,
): HandledTurn {
  const same = running(ctx.db, row.id).find((one) => one.row.turn === turn.turn);
  if (same) return follow(same.feed, Promise.resolve());
  // A turn that was cut off by a crash is taken up again, unless the conversation has gone on since.
  if (turn.events === null && turn.turn === last && !endingOf(row, last - 1, ctx.clock.now()))
    return start(ctx, row, new BegunTurn(ctx, turn, true), { ...options, blind: false });
  return follow(turn.events === null ? nothingMore(row, turn) : replayed(ctx, row, turn), Promise.resolve());
}

/** A turn that was cut off, after which the conversation went on. */
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
 * What a client missed: everything after the event `lastEventId` (`{turn}.{n}`; all if it is left out), stored and
 * live, until no turn is under way. Throws NOT_FOUND for an unknown conversation, at once.
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

/** Something that is no place is the beginning: better twice than never. */
function placeOf(lastEventId: string | undefined): readonly [turn: number, n: number] {
  const found = /^(\d{1,6})\.(\d{1,6})$/.exec(lastEventId ?? "");
  return found ? [Number(found[1]), Number(found[2])] : [1, 0];
}
