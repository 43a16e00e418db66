import type { TenantContext } from "#tenancy/context.ts";

/** Of a capability, which stands behind the conversation's own id. */
const TOKEN_LENGTH = 32;

/**
 * The name under which a customer has a conversation. Who reads a conversation's id elsewhere, in a list or a
 * backup, cannot speak in it: to its id belongs a token that is kept nowhere.
 */
export function sessionId({ capabilities }: TenantContext, conversationId: string): string {
  return conversationId + capabilities.issue(subject(conversationId));
}

/** The conversation that a session id opens at this business; undefined for anything else, also another's. */
export function conversationIn({ capabilities }: TenantContext, session: string): string | undefined {
  const conversationId = session.slice(0, -TOKEN_LENGTH);
  const token = session.slice(-TOKEN_LENGTH);
  return capabilities.verify(subject(conversationId), token) ? conversationId : undefined;
}

function subject(conversationId: string): string {
  return `chat:${conversationId}`;
}
