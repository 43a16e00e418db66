import type { FastifyRequest } from "fastify";

import { addressKey } from "#http/client-address.ts";
import type { TenantApp } from "#tenancy/http.ts";

import { admitMessage, admitStart, type Speaker } from "./admit.ts";
import type { Chat } from "./chat.ts";
import { apiFrame } from "./frames.ts";
import { getConversation, startConversation } from "./open-conversation.ts";
import {
  eventStream,
  inputOf,
  resumeHeaders,
  startAnswer,
  startBody,
  streamBody,
  streamHeaders,
} from "./schemas.ts";
import { sessionId } from "./session-id.ts";
import { sendTurn, sendSince } from "./send.ts";

const tags = ["Chat"];
const channel = "chat";

/** The assistant's API: start a conversation, send messages, resume after an interruption. */
export function chatApi(app: TenantApp, chat: Chat): void {
  app.post(
    "/v1/chat/session",
    {
      config: { access: "public", limit: "reads", channel },
      schema: {
        tags,
        summary: "Start a conversation",
        headers: streamHeaders,
        body: startBody,
        response: { 201: startAnswer },
      },
    },
    (request, reply) => {
      const speaker = speakerOf(request);
      admitStart(speaker, chat.spent);
      const { conversationId, greeting } = startConversation(chat, speaker, request.headers["user-agent"]);
      reply.code(201);
      return { session_id: sessionId(request.ctx, conversationId), greeting };
    },
  );

  app.post(
    "/v1/chat/stream",
    {
      config: { access: "chat_session", limit: "reads", channel },
      schema: {
        tags,
        summary: "Send a message, pick a time, or confirm",
        // The session is in the body.
        security: [],
        headers: streamHeaders,
        body: streamBody,
        response: { 200: eventStream("The answer, as it is written.") },
      },
    },
    (request, reply) => {
      const { ctx, body } = request;
      const conversationId = getConversation(chat, ctx, body.session_id);
      admitMessage(speakerOf(request), chat.spent, conversationId);
      return sendTurn(chat, request, reply, {
        conversationId,
        input: inputOf(body),
        address: addressKey(request.ip),
        frame: apiFrame,
      });
    },
  );

  app.get(
    "/v1/chat/events",
    {
      exposeHeadRoute: false,
      config: { access: "chat_session", limit: "reads", channel },
      schema: {
        tags,
        summary: "Resume an interrupted stream",
        headers: resumeHeaders,
        response: { 200: eventStream("The events after the given one, and all later ones.") },
      },
    },
    (request, reply) => {
      const conversationId = getConversation(chat, request.ctx, request.bearer ?? "");
      return sendSince(chat, request, reply, {
        conversationId,
        lastEventId: request.headers["last-event-id"],
        address: addressKey(request.ip),
        frame: apiFrame,
        stays: true,
      });
    },
  );
}

/** The sender, as far as limits are concerned. */
export function speakerOf(request: FastifyRequest): Speaker {
  const proof = request.headers["x-proof-of-work"];
  return {
    ctx: request.ctx,
    address: addressKey(request.ip),
    proof: typeof proof === "string" ? proof : undefined,
    countUse: (limit, key) => request.countUse(limit, key),
  };
}
