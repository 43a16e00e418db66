import type { FastifyReply, FastifyRequest } from "fastify";

import { allowPage } from "#http/security-headers.ts";
import { renderView } from "#http/views.ts";
import { AppError } from "#kernel/errors.ts";

import type { Chat } from "./chat.ts";
import { chatHref, chatPage, type ChatVisit, readerOf, type Unsent } from "./chat-page.ts";
import { embeddingOrigin } from "./embedding.ts";
import { type Frame, frameOf } from "./frames.ts";
import { findConversation } from "./open-conversation.ts";
import { sessionInCookie } from "./session-cookie.ts";
import { partOf } from "./turn-parts.ts";

/** The page of a conversation, or of a new one; in another site's frame, only if that site may embed it. */
export function sendChat(chat: Chat, request: FastifyRequest, reply: FastifyReply, told?: Unsent): string {
  const claimed = (request.query as { readonly embed?: unknown }).embed;
  const embedder = embedderOf(request);
  if (claimed !== undefined && embedder === undefined)
    throw new AppError("FORBIDDEN", "This chat can't be shown on that site.");
  const conversationId = findConversation(chat, request.ctx, sessionOf(request));
  const page = chatPage(chat, visitOf(request, conversationId), told);
  const { logoUrl } = page.shell;
  allowPage(reply, {
    "frame-ancestors": embedder ?? "'self'",
    ...(logoUrl !== null && URL.canParse(logoUrl) && { "img-src": new URL(logoUrl).origin }),
  });
  reply.type("text/html; charset=utf-8");
  return renderView("chat/show", page);
}

/** Text as it comes, everything else rendered as on the page. */
export function pageFrame(request: FastifyRequest): Frame {
  const reader = readerOf(request.ctx);
  const embedder = embedderOf(request);
  const around = {
    isLast: true,
    action: chatHref(request.basePath, embedder),
    newTab: embedder !== undefined,
  };
  return ({ id, event }) => {
    if (event.event === "delta") return frameOf(id, "text", { text: event.text });
    if (event.event === "replace") return frameOf(id, "replace", { text: event.text });
    if (event.event === "done") return frameOf(id, "done", { is_over: event.state === "ended" });
    return frameOf(id, "part", { html: renderView("chat/part", { ...around, part: partOf(event, reader) }) });
  };
}

export function visitOf(request: FastifyRequest, conversationId: string | undefined): ChatVisit {
  const { ctx, basePath } = request;
  const isOver =
    (request.query as { readonly over?: unknown }).over === "yes" && conversationId !== undefined;
  return { ctx, basePath, conversationId, embeddedBy: embedderOf(request), isOver };
}

/** The site that embeds the page, if it may. */
export function embedderOf({ ctx, query }: FastifyRequest): string | undefined {
  return embeddingOrigin(ctx, (query as { readonly embed?: unknown }).embed);
}

/**
 * The session from the bearer token, else from the page's cookie; unverified. In a frame cookies are ignored
 * even if a browser sends them: a neighbouring site of another business could trick somebody into clicking
 * what they do not see.
 */
export function sessionOf({ bearer, headers, query }: FastifyRequest): string {
  if (bearer !== undefined) return bearer;
  return "embed" in (query as object) ? "" : sessionInCookie(headers.cookie);
}

export function placeOf({ basePath, protocol }: FastifyRequest) {
  return { basePath, secure: protocol === "https" };
}

export function wantsStream({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes("text/event-stream") === true;
}
