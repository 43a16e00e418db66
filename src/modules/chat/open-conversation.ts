import { notFound } from "#kernel/errors.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Speaker } from "./admit.ts";
import type { Chat } from "./chat.ts";
import { conversationIn } from "./session-id.ts";

/** Starts a conversation. Of the address, only what distinguishes it from others is stored. */
export function startConversation(
  { engine }: Chat,
  { ctx, address }: Speaker,
  userAgent: string | undefined,
): { readonly conversationId: string; readonly greeting: string } {
  const addressHash = ctx.capabilities.issue(`address:${address}`);
  return engine.start(ctx, { addressHash, userAgent: userAgent ?? null });
}

/** The conversation of a session; undefined alike for wrong, missing, unknown and erased ones. */
export function findConversation({ engine }: Chat, ctx: TenantContext, session: string): string | undefined {
  const conversationId = conversationIn(ctx, session);
  return conversationId !== undefined && engine.exists(ctx, conversationId) ? conversationId : undefined;
}

/** As `findConversation`, but throws the same 404 for all of those. */
export function getConversation(chat: Chat, ctx: TenantContext, session: string): string {
  const conversationId = findConversation(chat, ctx, session);
  if (conversationId === undefined) throw notFound("There is no such conversation.");
  return conversationId;
}
