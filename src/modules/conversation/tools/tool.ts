/** The tools that a brain can call. Tenant and conversation come from the turn and are never arguments. */
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

/** Why a tool refused. */
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

/** Data, never prose: `say_hint` is a machine-readable hint at what to speak about next. */
export type ToolResult =
  | { readonly ok: true; readonly code: "OK"; readonly data: unknown; readonly say_hint?: string }
  | { readonly ok: false; readonly code: ToolRefusal; readonly data?: unknown; readonly say_hint?: string };

/** A call as made by a brain; its arguments are unvalidated. */
export type ToolCall = { readonly name: string; readonly args: unknown };

/**
 * Runs tools for one turn of one conversation; both kinds of brain use the same executor. None of the tools can
 * book, cancel or move a visit: `create_booking`, `cancel_booking` and `reschedule_booking` only freeze.
 */
export type ToolExecutor = {
  readonly run: (call: ToolCall) => ToolResult;
};
