import type { TurnWork } from "#modules/conversation/turn-work.ts";

import type { ToolArgs } from "./tool-args.ts";
import type { ToolResult } from "./tool.ts";

/** What the business has written about a question. */
export function searchKnowledge(work: TurnWork, { query }: ToolArgs<"search_knowledge">): ToolResult {
  work.state = { ...work.state, unanswered: query };
  return { ok: true, code: "OK", data: { answers: [] }, say_hint: "unknown" };
}
