import type { ToolName } from "#modules/conversation/tools/tool.ts";
import { MODEL_TOOLS } from "#modules/conversation/words/en/prompt-tools.ts";

import type { ChatCompletionRequest, FixtureResponse } from "./language-models.ts";

/** A tool call as a model makes it: strict, so omitted arguments are null. */
export function callOf(name: ToolName, said: Readonly<Record<string, unknown>> = {}): FixtureResponse {
  const tool = MODEL_TOOLS.find((one) => one.name === name);
  const all = Object.keys(tool?.parameters["properties"] ?? {}).map((key) => [key, null]);
  return { toolCalls: [{ name, arguments: JSON.stringify({ ...Object.fromEntries(all), ...said }) }] };
}

/** The customer's message that a request is about. */
export function lastSaid({ messages }: ChatCompletionRequest): string {
  const { content } = messages.findLast(({ role }) => role === "user") ?? {};
  return typeof content === "string" ? content : JSON.stringify(content ?? "");
}

/** How many tool results a model has received since that message. */
export function resultsSince({ messages }: ChatCompletionRequest): number {
  const last = messages.findLastIndex(({ role }) => role === "user");
  return messages.slice(last).filter(({ role }) => role === "tool").length;
}

export const ASKS = "a haircut on monday please";
export const PICKS = "9 am it is. I'm Dana Smith, dana@example.com";
export const AGREES = "yes, and where are you?";
/** The customer's messages of a booking, and how many answers a well-behaved model needs for them. */
export const CUSTOMER = [ASKS, PICKS, AGREES] as const;
export const ANSWERS_OF_A_BOOKING = 5;

/** A well-behaved model that books a haircut at Luna for Monday 9 March, 9:00. */
export function booksAHaircut(request: ChatCompletionRequest): FixtureResponse {
  const round = resultsSince(request);
  switch (lastSaid(request)) {
    case ASKS:
      if (round > 0) return { content: "Monday 9 March has 9:00 am free. Does that suit you?" };
      return callOf("check_availability", {
        service_id: "cut",
        start_date: "2026-03-09",
        end_date: "2026-03-09",
      });
    case PICKS:
      return callOf("create_booking", { service_id: "cut", start_time_local: "2026-03-09T09:00" });
    default:
      return round > 0 ? { content: "You will find us at 1 Main St." } : callOf("get_business_info");
  }
}
