import type {
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  ResponseUsage,
} from "openai/resources/responses/responses";

import type { ModelMessage, ModelRequest, ModelUsage } from "#ports/language-model.ts";

/** A request in the words of the Responses API. Nothing is kept there (`store`), since customers speak in it. */
export function openAiRequest(model: string, request: ModelRequest): ResponseCreateParamsStreaming {
  const effort = effortOf(model);
  return {
    model,
    instructions: request.system,
    input: request.messages.map(inputItem),
    tools: request.tools.map((tool) => ({ type: "function", ...tool, strict: true })),
    tool_choice: request.mayCallTools ? "auto" : "none",
    parallel_tool_calls: false,
    max_output_tokens: request.maxOutputTokens,
    store: false,
    stream: true,
    prompt_cache_key: request.cacheKey,
    safety_identifier: request.safetyId,
    ...(effort && { reasoning: { effort } }),
  };
}

/**
 * As little thinking as the model allows: nobody waits for it in a chat. From 5.1 on there may be none, before it
 * is called minimal; the o models take low; those for chat and code, and those that do not reason, take no effort.
 */
function effortOf(model: string): "none" | "minimal" | "low" | undefined {
  if (/chat|codex|pro|audio|search/.test(model)) return undefined;
  if (/^gpt-(5\.\d|[6-9])/.test(model)) return "none";
  if (/^gpt-5(-|$)/.test(model)) return "minimal";
  return /^o\d/.test(model) ? "low" : undefined;
}

function inputItem(message: ModelMessage): ResponseInputItem {
  switch (message.role) {
    case "customer":
      return { role: "user", content: message.text };
    case "assistant":
      return { role: "assistant", content: message.text };
    case "tool_call":
      return { type: "function_call", call_id: message.id, name: message.name, arguments: message.json };
    case "tool_result":
      return { type: "function_call_output", call_id: message.id, output: message.json };
  }
}

/** What was read from and written to the cache is part of the input. Stand-ins leave the details out. */
export function openAiUsage(usage: ResponseUsage): ModelUsage {
  const details: Partial<ResponseUsage.InputTokensDetails> = usage.input_tokens_details ?? {};
  const cacheRead = details.cached_tokens ?? 0;
  const cacheWrite = details.cache_write_tokens ?? 0;
  return {
    uncachedIn: Math.max(0, usage.input_tokens - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    output: usage.output_tokens,
    reasoning: usage.output_tokens_details?.reasoning_tokens ?? 0,
  };
}
