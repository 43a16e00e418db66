import type { FastifyRequest } from "fastify";

import { listConversations } from "#modules/conversation/index.ts";

import { type ConversationLine, conversationLine } from "./conversation-line.ts";
import { type Desk, deskOf } from "./desk.ts";

/** All conversations, newest first, searchable by what was said. */
export type ConversationsPage = {
  readonly desk: Desk;
  readonly action: string;
  readonly query: string;
  readonly lines: readonly ConversationLine[];
  readonly moreHref: string | undefined;
};

const AT_ONCE = 30;

export function conversationsPage(request: FastifyRequest): ConversationsPage {
  const { ctx, basePath } = request;
  const asked = request.query as { readonly q?: unknown; readonly before?: unknown };
  const query = typeof asked.q === "string" ? asked.q.trim().slice(0, 100) : "";
  const before =
    typeof asked.before === "string" && /^\d{1,15}$/.test(asked.before) ? Number(asked.before) : undefined;
  const rows = listConversations(ctx.db, { search: query, after: before, limit: AT_ONCE + 1 });
  const shown = rows.slice(0, AT_ONCE);
  const last = rows.length > AT_ONCE ? shown.at(-1)?.seq : undefined;
  const action = `${basePath}/conversations`;
  const words = query === "" ? {} : { q: query };
  return {
    desk: deskOf(request, "/conversations", "Conversations"),
    action,
    query,
    lines: shown.map((row) => conversationLine(ctx, basePath, row)),
    moreHref:
      last === undefined
        ? undefined
        : `${action}?${new URLSearchParams({ ...words, before: String(last) }).toString()}`,
  };
}
