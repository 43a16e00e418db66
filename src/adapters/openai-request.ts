import type {
  ResponseCreateParamsStreaming,
  ResponseInputItem,
  ResponseUsage,
} from "openai/resources/responses/responses";

import type { ModelMessage, ModelRequest, ModelUsage } from "#ports/language-model.ts";

/** A Responses API request. `store` is off: the conversation contains customers' words. */
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
 * The lowest reasoning effort that the model accepts, since a chat cannot wait for it: none from 5.1 on,
 * minimal for 5, low for the o models. Chat, code and non-reasoning models accept no effort parameter.
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

/**
 * `input_tokens` includes tokens read from and written to the cache. Compatible servers leave out the
 * details.
 */
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
