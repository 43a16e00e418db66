import type { FastifyReply, FastifyRequest } from "fastify";

import type { Chat } from "./chat.ts";
import type { TurnInput } from "./engine.ts";
import { EventStream } from "./event-stream.ts";
import type { Frame } from "./frames.ts";
import { keyOf } from "./live-conversations.ts";
import type { LiveTurn } from "./live-turn.ts";

type Request = Pick<FastifyRequest, "ctx" | "takeTenant" | "beginUse">;

/**
 * Begins a turn. The tenant's file and the address's place among concurrent turns are held until the turn has
 * ended, whatever becomes of the request.
 */
export function beginTurn(
  { engine, live }: Chat,
  request: Request,
  { conversationId, input, address }: { conversationId: string; input: TurnInput; address: string },
): LiveTurn {
  const end = request.beginUse("chat_turns", address);
  const { ctx } = request;
  let isNew = false;
  try {
    const turn = live.begin(keyOf(ctx.tenant.id, conversationId), {
      clientMessageId: input.kind === "message" ? input.clientMessageId : undefined,
      begin: (signal) => {
        const begun = engine.turn(ctx, conversationId, input, signal);
        isNew = true;
        return begun;
      },
    });
    const { release } = isNew ? request.takeTenant() : { release: () => {} };
    void turn.settled.then(release).then(end);
    return turn;
  } catch (error) {
    end();
    throw error;
  }
}

type SendTurn = {
  readonly conversationId: string;
  readonly input: TurnInput;
  readonly address: string;
  readonly frame: Frame;
  /** A frame to send before the turn. */
  readonly first?: string | undefined;
};

/** Responds with the events of a new turn, and ends with it. */
export function sendTurn(chat: Chat, request: Request, reply: FastifyReply, what: SendTurn): void {
  const turn = beginTurn(chat, request, what);
  const stream = chat.streams.open(reply, (response) => new EventStream(response, what.frame));
  if (what.first !== undefined) stream.tell(what.first);
  reply.raw.once("close", turn.readBy());
  stream.send(turn.events());
  stream.endWhenIdle();
}

type SendSince = {
  readonly conversationId: string;
  readonly lastEventId: string | undefined;
  readonly address: string;
  readonly frame: Frame;
  /** Whether the stream stays open for later turns, until its reader disconnects. */
  readonly stays: boolean;
};

/** Responds with the events after a given one; does not hold the tenant's file meanwhile. */
export function sendSince(chat: Chat, request: Request, reply: FastifyReply, what: SendSince): void {
  const { conversationId, lastEventId, frame, stays } = what;
  const missed = chat.engine.eventsSince(request.ctx, conversationId, lastEventId);
  const end = request.beginUse("chat_streams", what.address);
  const { ctx, release } = request.takeTenant();
  release();
  const conversation = keyOf(ctx.tenant.id, conversationId);
  const gone = chat.live.turnsOf(conversation).map((turn) => turn.readBy());
  const stream = chat.streams.open(reply, (response) => new EventStream(response, frame));
  if (stays) gone.push(chat.live.watch(conversation, (turn) => follow(turn)));
  stream.send(missed);
  if (!stays) stream.endWhenIdle();
  reply.raw.once("close", () => {
    end();
    for (const leave of gone) leave();
  });

  function follow(turn: LiveTurn): void {
    const leave = turn.readBy();
    reply.raw.once("close", leave);
    void turn.settled.then(() => reply.raw.off("close", leave));
    stream.send(turn.events());
  }
}
