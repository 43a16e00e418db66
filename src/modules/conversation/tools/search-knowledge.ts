import type { TurnWork } from "#modules/conversation/turn-work.ts";
import { type KnownText, searchKnowledge as search } from "#modules/knowledge/index.ts";

import type { ToolArgs } from "./tool-args.ts";
import type { ToolResult } from "./tool.ts";

/**
 * What the business has written about a question, with the source; an unanswered question is recorded for the
 * owner.
 */
export function searchKnowledge(work: TurnWork, { query }: ToolArgs<"search_knowledge">): ToolResult {
  const found = search(work.ctx.db, query);
  const near = found.near.map(answerOf);
  const { unanswered: _, ...rest } = work.state;
  if (found.outcome === "answer") {
    work.state = rest;
    return { ok: true, code: "OK", data: { answers: [answerOf(found.text)], near } };
  }
  work.state = { ...rest, unanswered: query };
  return { ok: true, code: "OK", data: { answers: [], near }, say_hint: "unknown" };
}

function answerOf({ source, id, version, question, answer }: KnownText) {
  return { source, id, version, question, answer };
}
