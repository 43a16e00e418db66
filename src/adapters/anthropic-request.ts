import type {
  MessageCreateParamsStreaming,
  MessageDeltaUsage,
  MessageParam,
  Usage,
} from "@anthropic-ai/sdk/resources/messages";

import type { ModelMessage, ModelRequest, ModelTool, ModelUsage } from "#ports/language-model.ts";

/** Extra output tokens for thinking, on models where it cannot be switched off. */
const ROOM_TO_THINK = 2_048;

/**
 * A Messages API request. The cache marker at the end of the system text also covers the tools, which precede
 * it. `strict` asks for tool arguments that are guaranteed to match their schemas.
 */
export function anthropicRequest(
  model: string,
  request: ModelRequest,
  strict: boolean,
): MessageCreateParamsStreaming {
  const thinks = alwaysThinks(model);
  const isStrict = strict ? strictTools(request.tools) : new Set<string>();
  return {
    model,
    max_tokens: request.maxOutputTokens + (thinks ? ROOM_TO_THINK : 0),
    system: [{ type: "text", text: request.system, cache_control: { type: "ephemeral" } }],
    tools: request.tools.map(({ name, description, parameters }) => ({
      name,
      description,
      input_schema: { type: "object", ...parameters },
      ...(isStrict.has(name) && { strict: true }),
    })),
    tool_choice: request.mayCallTools ? { type: "auto", disable_parallel_tool_use: true } : { type: "none" },
    messages: request.messages.map(asMessage),
    metadata: { user_id: request.safetyId },
    stream: true,
    ...(!thinks && { thinking: { type: "disabled" } }),
  };
}

/** The API's limit on nullable and union-typed values, over all strict tools of a request together. */
const MOST_UNIONS = 16;

/** The first tools that fit the limit; the others are sent with their schemas but not as strict. */
function strictTools(tools: readonly ModelTool[]): ReadonlySet<string> {
  let left = MOST_UNIONS;
  const strict = tools.filter(({ parameters }) => {
    const unions = JSON.stringify(parameters).match(/"type":\[|"anyOf":/g)?.length ?? 0;
    if (unions > left) return false;
    left -= unions;
    return true;
  });
  return new Set(strict.map(({ name }) => name));
}

/** Strict tools are supported from the 4.5 models on. */
export function knowsStrictTools(model: string): boolean {
  return /^claude-[a-z]+-(4-[5-9]|[5-9])/.test(model);
}

/** Models whose thinking cannot be switched off. */
function alwaysThinks(model: string): boolean {
  return /^claude-(opus-5-5|fable|mythos)/.test(model);
}

/** The API merges consecutive messages of one side into a turn, so each message can be sent separately. */
function asMessage(message: ModelMessage): MessageParam {
  switch (message.role) {
    case "customer":
      return { role: "user", content: message.text };
    case "assistant":
      return { role: "assistant", content: message.text };
    case "tool_call": {
      const { id, name, json } = message;
      return { role: "assistant", content: [{ type: "tool_use", id, name, input: JSON.parse(json) }] };
    }
    case "tool_result": {
      const { id, json } = message;
      return { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: json }] };
    }
  }
}

/** `input_tokens` excludes tokens read from or written to the cache; thinking counts as output. */
export function anthropicUsage(start: Usage, delta?: MessageDeltaUsage): ModelUsage {
  const latest = delta ?? start;
  return {
    uncachedIn: latest.input_tokens ?? start.input_tokens,
    cacheRead: latest.cache_read_input_tokens ?? start.cache_read_input_tokens ?? 0,
    cacheWrite: latest.cache_creation_input_tokens ?? start.cache_creation_input_tokens ?? 0,
    output: latest.output_tokens,
    reasoning: latest.output_tokens_details?.thinking_tokens ?? 0,
  };
}
