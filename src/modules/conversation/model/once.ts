import type { ToolCall, ToolExecutor, ToolResult } from "#modules/conversation/tools/tool.ts";

/** Results that can change if something else was called in between. */
const PASSING: ReadonlySet<ToolResult["code"]> = new Set([
  "SLOT_NOT_OFFERED",
  "OFFER_EXPIRED",
  "SLOT_TAKEN",
  "NEEDS_FIELDS",
  "TOO_MANY_CALLS",
  "UNAVAILABLE",
]);

/**
 * The tools of one turn, shared by all brains that try to answer it: a repeated call with the same arguments
 * gets the same result without running again.
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

/** A key that does not depend on the order of the arguments. */
function keyOf({ name, args }: ToolCall): string {
  return JSON.stringify([name, args], (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
