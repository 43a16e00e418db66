/** What a brain may ask for. The tenant and the conversation come from the turn and are never arguments. */
export const TOOLS = [
  "get_services",
  "get_business_info",
  "check_availability",
  "create_booking",
  "cancel_booking",
  "reschedule_booking",
  "get_booking_details",
  "search_knowledge",
  "join_waitlist",
  "escalate_to_human",
] as const;
export type ToolName = (typeof TOOLS)[number];

/** Why a tool did not do it. */
export const TOOL_REFUSALS = [
  "SLOT_NOT_OFFERED",
  "OFFER_EXPIRED",
  "SLOT_TAKEN",
  "NEEDS_FIELDS",
  "NEEDS_CONFIRMATION",
  "PLAN_LIMIT",
  "CUSTOMER_LIMIT",
  "TERMS_CHANGED",
  "TOO_LATE",
  "NOT_VERIFIED",
  "OUT_OF_HOURS",
  "PAST",
  "UNKNOWN_SERVICE",
  "INVALID_ARGUMENT",
  "TOO_MANY_CALLS",
  "UNAVAILABLE",
] as const;
export type ToolRefusal = (typeof TOOL_REFUSALS)[number];

/** Data, never prose: `say_hint` is a machine word for what to speak about next. */
export type ToolResult =
  | { readonly ok: true; readonly code: "OK"; readonly data: unknown; readonly say_hint?: string }
  | { readonly ok: false; readonly code: ToolRefusal; readonly data?: unknown; readonly say_hint?: string };

/** A call as a brain makes it: arguments are whatever it wrote, unchecked. */
export type ToolCall = { readonly name: string; readonly args: unknown };

/**
 * Runs tools for one turn of one conversation. Both kinds of brain have the same one; nothing in it can write
 * a visit, cancel or move one: `create_booking`, `cancel_booking` and `reschedule_booking` only freeze.
 */
export type ToolExecutor = {
  readonly run: (call: ToolCall) => ToolResult;
};
