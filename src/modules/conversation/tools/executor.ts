import { AppError } from "#kernel/errors.ts";
import { unspoken } from "#modules/conversation/unspoken.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

import { checkAvailability } from "./check-availability.ts";
import { bookingDetails } from "./booking-details.ts";
import { businessInfo } from "./business-info.ts";
import { cancelVisit, createBooking, rescheduleVisit } from "./freezing.ts";
import { escalate } from "./escalate.ts";
import { listServices } from "./list-services.ts";
import { joinList } from "./join-waitlist.ts";
import { searchKnowledge } from "./search-knowledge.ts";
import { TOOL_ARGS } from "./tool-args.ts";
import { type ToolCall, type ToolExecutor, type ToolName, type ToolResult, TOOLS } from "./tool.ts";

/** The most tool calls per turn; a model that needs more is going in circles. */
const MOST_CALLS = 12;

/** Names used by older prompts. */
const ALIASES: Readonly<Record<string, ToolName>> = {
  create_appointment: "create_booking",
  cancel_appointment: "cancel_booking",
};

/** The tools of one turn. Arguments are validated strictly, and cannot select another conversation. */
export function createToolExecutor(work: TurnWork): ToolExecutor {
  let calls = 0;
  return {
    run: (call) => {
      calls += 1;
      const result: ToolResult =
        calls > MOST_CALLS ? { ok: false, code: "TOO_MANY_CALLS" } : guarded(work, call);
      work.trace.push({ kind: "tool", name: call.name.slice(0, 60), args: call.args, code: result.code });
      return result;
    },
  };
}

function guarded(work: TurnWork, call: ToolCall): ToolResult {
  try {
    return runTool(work, call);
  } catch (error) {
    if (error instanceof AppError && error.reason === "PLAN_LIMIT") return { ok: false, code: "PLAN_LIMIT" };
    if (error instanceof AppError && error.status < 500)
      return { ok: false, code: "INVALID_ARGUMENT", data: { path: error.details?.["path"] } };
    work.ctx.log.error(
      { error: unspoken(error), tool: call.name.slice(0, 40) },
      "A tool of a conversation failed.",
    );
    return { ok: false, code: "UNAVAILABLE" };
  }
}

function runTool(work: TurnWork, { name: called, args }: ToolCall): ToolResult {
  const name = TOOLS.find((one) => one === (ALIASES[called] ?? called));
  if (!name) return { ok: false, code: "INVALID_ARGUMENT", data: { path: "name" } };
  return runners[name](work, args);
}

/** A tool with its argument schema; unknown arguments are refused by name. */
function tool<Name extends ToolName>(
  name: Name,
  run: (work: TurnWork, args: ReturnType<(typeof TOOL_ARGS)[Name]["parse"]>) => ToolResult,
) {
  return (work: TurnWork, args: unknown): ToolResult => {
    const parsed = TOOL_ARGS[name].safeParse(args ?? {});
    if (parsed.success) return run(work, parsed.data as never);
    const paths = parsed.error.issues.map((issue) => ({
      path: issue.path.join("."),
      problem: issue.message,
    }));
    return { ok: false, code: "INVALID_ARGUMENT", data: { problems: paths.slice(0, 5) } };
  };
}

const runners: Readonly<Record<ToolName, (work: TurnWork, args: unknown) => ToolResult>> = {
  get_services: tool("get_services", listServices),
  get_business_info: tool("get_business_info", businessInfo),
  check_availability: tool("check_availability", checkAvailability),
  create_booking: tool("create_booking", createBooking),
  cancel_booking: tool("cancel_booking", cancelVisit),
  reschedule_booking: tool("reschedule_booking", rescheduleVisit),
  get_booking_details: tool("get_booking_details", bookingDetails),
  search_knowledge: tool("search_knowledge", searchKnowledge),
  join_waitlist: tool("join_waitlist", joinList),
  escalate_to_human: tool("escalate_to_human", escalate),
};
