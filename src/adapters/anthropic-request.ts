import type {
  MessageCreateParamsStreaming,
  MessageDeltaUsage,
  MessageParam,
  Usage,
} from "@anthropic-ai/sdk/resources/messages";

import type { ModelMessage, ModelRequest, ModelTool, ModelUsage } from "#ports/language-model.ts";

/** What thinking may take beside the answer, where it cannot be switched off. */
const ROOM_TO_THINK = 2_048;

/**
 * A request in the words of the Messages API. The mark at the end of the system text asks for it to be cached
 * together with the tools, which come before it. `strict`: the tools' arguments keep to their schemas.
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

/** So many values that may be null, or of several types, it takes in all strict tools of a request together. */
const MOST_UNIONS = 16;

/** The first of the tools, as many as it takes; the others still come with their schemas. */
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

/** Its models know strict tools since 4.5. */
export function knowsStrictTools(model: string): boolean {
  return /^claude-[a-z]+-(4-[5-9]|[5-9])/.test(model);
}

/** With these it cannot be switched off. */
function alwaysThinks(model: string): boolean {
  return /^claude-(opus-5-5|fable|mythos)/.test(model);
}

/** What one side says in a row is one turn there, so each piece may stand for itself. */
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

/** `input_tokens` is only what was neither read from nor written to the cache; thinking is part of the output. */
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
