import type { ToolCall, ToolExecutor, ToolResult } from "#modules/conversation/tools/tool.ts";

/** These may turn out otherwise when something else was called in between. */
const PASSING: ReadonlySet<ToolResult["code"]> = new Set([
  "SLOT_NOT_OFFERED",
  "OFFER_EXPIRED",
  "SLOT_TAKEN",
  "NEEDS_FIELDS",
  "TOO_MANY_CALLS",
  "UNAVAILABLE",
]);

/**
 * The tools of one turn, for all brains that try to speak it: what one has called already, with the same
 * arguments, is answered as it was and not done again.
 */
export function onceEach(tools: ToolExecutor): ToolExecutor {
  const results = new Map<string, ToolResult>();
  return {
    run: (call) => {
      const key = keyOf(call);
      const before = results.get(key);
      if (before) return before;
      const result = tools.run(call);
      if (!PASSING.has(result.code)) results.set(key, result);
      return result;
    },
  };
}

/** The same for the same arguments, in whatever order they were written. */
function keyOf({ name, args }: ToolCall): string {
  return JSON.stringify([name, args], (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
