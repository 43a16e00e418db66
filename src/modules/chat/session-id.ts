import type { TenantContext } from "#tenancy/context.ts";

/** The length of the capability that follows the conversation's id. */
const TOKEN_LENGTH = 32;

/**
 * The id by which a customer accesses a conversation. It adds to the conversation's own id a token that is
 * stored nowhere, so whoever sees the own id, in a list or a backup, cannot write in the conversation.
 */
export function sessionId({ capabilities }: TenantContext, conversationId: string): string {
  return conversationId + capabilities.issue(subject(conversationId));
}

/**
 * The conversation that a session id opens at this business; undefined for anything else, including another
 * business's.
 */
export function conversationIn({ capabilities }: TenantContext, session: string): string | undefined {
  const conversationId = session.slice(0, -TOKEN_LENGTH);
  const token = session.slice(-TOKEN_LENGTH);
  return capabilities.verify(subject(conversationId), token) ? conversationId : undefined;
}

function subject(conversationId: string): string {
  return `chat:${conversationId}`;
}
