import formbody from "@fastify/formbody";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";

import { addressKey } from "#http/client-address.ts";
import { refuseOtherSites } from "#http/same-origin.ts";
import { renderView } from "#http/views.ts";
import { AppError } from "#kernel/errors.ts";
import type { TenantApp } from "#tenancy/http.ts";

import { admitMessage, admitStart } from "./admit.ts";
import type { Chat } from "./chat.ts";
import { chatHref, logOf, type Unsent, withQuery } from "./chat-page.ts";
import type { TurnInput } from "./engine.ts";
import { frameOf } from "./frames.ts";
import { findConversation, getConversation, startConversation } from "./open-conversation.ts";
import { readForm } from "./read-form.ts";
import { speakerOf } from "./routes-api.ts";
import {
  embedderOf,
  pageFrame,
  placeOf,
  sendChat,
  sessionOf,
  visitOf,
  wantsStream,
} from "./routes-page-view.ts";
import { beginTurn, sendSince, sendTurn } from "./send.ts";
import { keyOf } from "./live-conversations.ts";
import { noSessionCookie, sessionCookie } from "./session-cookie.ts";
import { sessionId } from "./session-id.ts";
import { whenAnswered } from "./when-answered.ts";

const anyone = { access: "public", limit: "reads", channel: "chat" } as const;
const ofSession = { access: "chat_session", limit: "reads", channel: "chat" } as const;
const schema = { hide: true };

/**
 * The page of a conversation. It consists of links and forms; a script that submits the same forms and asks
 * for a stream gets the answer as it is written, its parts rendered as on the page. On its own site the page
 * knows its conversation by a cookie; in a frame on another site there are no cookies, and the script sends
 * it as a bearer token.
 */
export function chatPages(app: TenantApp, chat: Chat): void {
  app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 64 * 1024 });
    scope.addHook("onRequest", refuseOtherSites);
    pageRoutes(scope.withTypeProvider<ZodTypeProvider>(), chat);
  });
}

function pageRoutes(pages: TenantApp, chat: Chat): void {
  pages.get("/chat", { config: anyone, schema }, async (request, reply) => {
    if (request.ctx.tenant.status === "suspended") throw new AppError("TENANT_SUSPENDED");
    if ((request.query as { readonly wait?: unknown }).wait === "yes") await answerOf(chat, request);
    return sendChat(chat, request, reply);
  });

  pages.post("/chat", { config: anyone, schema }, (request, reply) => {
    const input = readForm(request.body);
    if (!input || !wantsStream(request)) return sayAndShow(chat, request, reply, input);
    streamTurn(chat, request, reply, input);
    return undefined;
  });

  pages.post("/chat/new", { config: anyone, schema }, (request, reply) => {
    reply.header("set-cookie", noSessionCookie(placeOf(request)));
    return reply.redirect(chatHref(request.basePath), 303);
  });

  pages.get("/chat/events", { config: ofSession, schema, exposeHeadRoute: false }, (request, reply) => {
    const lastEventId = request.headers["last-event-id"];
    sendSince(chat, request, reply, {
      conversationId: getConversation(chat, request.ctx, sessionOf(request)),
      lastEventId: typeof lastEventId === "string" ? lastEventId : undefined,
      address: addressKey(request.ip),
      frame: pageFrame(request),
      stays: false,
    });
  });

  pages.get("/chat/log", { config: ofSession, schema, exposeHeadRoute: false }, (request, reply) => {
    const conversationId = getConversation(chat, request.ctx, sessionOf(request));
    reply.type("text/html; charset=utf-8");
    return renderView("chat/turns", logOf(chat, visitOf(request, conversationId)));
  });
}

/** Responds once the last answer is complete, for browsers without scripts. */
async function answerOf(chat: Chat, request: FastifyRequest): Promise<void> {
  const { ctx } = request;
  const conversationId = findConversation(chat, ctx, sessionOf(request));
  if (conversationId !== undefined)
    await whenAnswered(chat.live.turnsOf(keyOf(ctx.tenant.id, conversationId)));
}

function streamTurn(chat: Chat, request: FastifyRequest, reply: FastifyReply, input: TurnInput): void {
  const conversationId = countedConversation(chat, request, reply);
  // In a frame this is the only way to learn it; elsewhere it is in the cookie.
  const session = frameOf("", "session", { session_id: sessionId(request.ctx, conversationId) });
  sendTurn(chat, request, reply, {
    conversationId,
    input,
    address: addressKey(request.ip),
    frame: pageFrame(request),
    first: embedderOf(request) === undefined ? undefined : session,
  });
}

/**
 * Waits for the answer and shows the page with it; if the message could not be accepted, shows the page with
 * the message.
 */
async function sayAndShow(
  chat: Chat,
  request: FastifyRequest,
  reply: FastifyReply,
  input: TurnInput | undefined,
): Promise<string | undefined> {
  const href = chatHref(request.basePath, embedderOf(request));
  let isOver = false;
  try {
    if (input) {
      const conversationId = countedConversation(chat, request, reply);
      const turn = beginTurn(chat, request, { conversationId, input, address: addressKey(request.ip) });
      reply.raw.once("close", turn.readBy());
      for await (const { event } of turn.events())
        isOver ||= event.event === "done" && event.state === "ended";
      await turn.settled;
    }
  } catch (error) {
    const told = unsent(error, input);
    if (!told) throw error;
    return sendChat(chat, request, reply.code((error as AppError).status), told);
  }
  // A message after the end is not stored, so the page would not know about it.
  void reply.redirect(`${isOver ? withQuery(href, "over=yes") : href}#latest`, 303);
  return undefined;
}

/** The conversation to write in, started if necessary; counts the message. */
function countedConversation(chat: Chat, request: FastifyRequest, reply: FastifyReply): string {
  const { ctx } = request;
  const speaker = speakerOf(request);
  const known = findConversation(chat, ctx, sessionOf(request));
  if (known === undefined) admitStart(speaker, chat.spent);
  const { conversationId } =
    known === undefined
      ? startConversation(chat, speaker, request.headers["user-agent"])
      : { conversationId: known };
  if (known === undefined && embedderOf(request) === undefined)
    reply.header("set-cookie", sessionCookie(placeOf(request), sessionId(ctx, conversationId)));
  admitMessage(speaker, chat.spent, conversationId);
  return conversationId;
}

/** The notice for a message that is too long, or one too many for now. */
function unsent(error: unknown, input: TurnInput | undefined): Unsent | undefined {
  if (!(error instanceof AppError) || (error.status !== 413 && error.status !== 429)) return undefined;
  const notice =
    error.status === 413 ? error.message : "One moment, please: that was a lot at once. Try again soon.";
  return { notice, typed: input?.kind === "message" ? input.text : "" };
}
