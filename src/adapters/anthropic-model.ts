import type Anthropic from "@anthropic-ai/sdk";
import type { RawMessageStreamEvent, StopReason, Usage } from "@anthropic-ai/sdk/resources/messages";

import type { LanguageModel, ModelPart, ModelRequest } from "#ports/language-model.ts";

import { anthropicRequest, anthropicUsage, knowsStrictTools } from "./anthropic-request.ts";
import { cutOff, failureOf } from "./model-failures.ts";
import { fetchWithKey, withoutVersion } from "./provider-fetch.ts";

export type AnthropicOptions = {
  readonly apiKey: string;
  readonly model: string;
  /** With or without the trailing `/v1`. */
  readonly baseUrl?: string | undefined;
};

const USUAL_ADDRESS = "https://api.anthropic.com";
/** Milliseconds until the first event, as a last resort: the caller's watchdog is shorter. */
const PATIENCE = 30_000;

/** A model behind Anthropic's Messages API. */
export function anthropicModel({ apiKey, model, baseUrl }: AnthropicOptions): LanguageModel {
  let client: Promise<Anthropic> | undefined;
  let strict = knowsStrictTools(model);

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
    try {
      const { messages } = await (client ??= connect(apiKey, baseUrl ?? USUAL_ADDRESS));
      const events = await messages.create(anthropicRequest(model, request, strict), { signal });
      const read = partReader();
      for await (const event of events) {
        for (const part of read(event)) {
          yield part;
          if (part.kind === "stop") return;
        }
      }
      yield cutOff(signal);
    } catch (error) {
      // The API refuses schemas whose grammar is too large, without a specific error code: not strict next time.
      if (strict && (error as { status?: number }).status === 400) strict = !speaksOfSchemas(error);
      yield failureOf(error, signal);
    }
  }

  return { provider: "anthropic", model, stream };
}

function speaksOfSchemas(error: unknown): boolean {
  return /strict|grammar|schema/i.test((error as Error).message);
}

/** Sets every option that the client would otherwise read from the environment. */
async function connect(apiKey: string, baseUrl: string): Promise<Anthropic> {
  const { default: Client } = await import("@anthropic-ai/sdk");
  return new Client({
    apiKey,
    webhookKey: null,
    baseURL: withoutVersion(baseUrl),
    fetch: fetchWithKey(apiKey),
    maxRetries: 0,
    timeout: PATIENCE,
    logLevel: "off",
    openTelemetry: { traces: false, propagation: false },
  });
}

/**
 * Reads the events of one answer. Tool calls arrive in fragments; input usage comes first, output usage last.
 */
function partReader(): (event: RawMessageStreamEvent) => readonly ModelPart[] {
  let call: { readonly id: string; readonly name: string; json: string } | undefined;
  let usage: Usage | undefined;
  let stop: StopReason | null = null;

  return (event) => {
    switch (event.type) {
      case "message_start":
        usage = event.message.usage;
        return [{ kind: "usage", usage: anthropicUsage(usage) }];
      case "content_block_start": {
        const { content_block: block } = event;
        if (block.type === "tool_use") call = { id: block.id, name: block.name, json: "" };
        return [{ kind: "alive" }];
      }
      case "content_block_delta":
        if (event.delta.type === "text_delta") return [{ kind: "text", text: event.delta.text }];
        if (event.delta.type === "input_json_delta" && call) call.json += event.delta.partial_json;
        return [{ kind: "alive" }];
      case "content_block_stop": {
        if (!call) return [{ kind: "alive" }];
        const { id, name, json } = call;
        call = undefined;
        return [{ kind: "tool_call", id, name, json: json || "{}" }];
      }
      case "message_delta":
        stop = event.delta.stop_reason;
        return usage ? [{ kind: "usage", usage: anthropicUsage(usage, event.usage) }] : [];
      case "message_stop":
        return [{ kind: "stop", reason: stopOf(stop) }];
      default:
        return [{ kind: "alive" }];
    }
  };
}

function stopOf(reason: StopReason | null): "end" | "tool" | "length" | "refusal" {
  if (reason === "tool_use") return "tool";
  if (reason === "refusal") return "refusal";
  return reason === "max_tokens" || reason === "model_context_window_exceeded" ? "length" : "end";
}
