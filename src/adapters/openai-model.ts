import type OpenAI from "openai";
import type { Response, ResponseStreamEvent } from "openai/resources/responses/responses";

import type { LanguageModel, ModelPart, ModelRequest } from "#ports/language-model.ts";

import { cutOff, failureOf } from "./model-failures.ts";
import { openAiRequest, openAiUsage } from "./openai-request.ts";
import { fetchWithKey, withoutVersion } from "./provider-fetch.ts";

export type OpenAiOptions = {
  readonly apiKey: string;
  readonly model?: string | undefined;
  /** With or without the trailing `/v1`. */
  readonly baseUrl?: string | undefined;
};

/** Small and fast, and reasons only when asked to. */
const USUAL_MODEL = "gpt-5.6-luna";
const USUAL_ADDRESS = "https://api.openai.com";
/** Milliseconds until the first event, as a last resort: the caller's watchdog is shorter. */
const PATIENCE = 30_000;

/** A model behind OpenAI's Responses API, or a compatible one. */
export function openAiModel({ apiKey, model = USUAL_MODEL, baseUrl }: OpenAiOptions): LanguageModel {
  let client: Promise<OpenAI> | undefined;

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
    try {
      const { responses } = await (client ??= connect(apiKey, baseUrl ?? USUAL_ADDRESS));
      const events = await responses.create(openAiRequest(model, request), { signal });
      for await (const event of events) {
        for (const part of partsOf(event)) {
          yield part;
          if (part.kind === "stop" || part.kind === "failed") return;
        }
      }
      yield cutOff(signal);
    } catch (error) {
      yield failureOf(error, signal);
    }
  }

  return { provider: "openai", model, stream };
}

/** Sets every option that the client would otherwise read from the environment. */
async function connect(apiKey: string, baseUrl: string): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  return new Client({
    apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: `${withoutVersion(baseUrl)}/v1`,
    fetch: fetchWithKey(apiKey),
    maxRetries: 0,
    timeout: PATIENCE,
    logLevel: "off",
  });
}

function partsOf(event: ResponseStreamEvent): readonly ModelPart[] {
  switch (event.type) {
    case "response.output_text.delta":
      return [{ kind: "text", text: event.delta }];
    case "response.output_item.done": {
      const { item } = event;
      if (item.type !== "function_call") return [{ kind: "alive" }];
      return [{ kind: "tool_call", id: item.call_id, name: item.name, json: item.arguments }];
    }
    case "response.completed":
    case "response.incomplete":
      return [...usageOf(event.response), { kind: "stop", reason: stopOf(event.response) }];
    case "response.failed":
      return [...usageOf(event.response), failureOf(event.response.error ?? {}, NEVER)];
    case "error":
      return [failureOf(event, NEVER)];
    default:
      return [{ kind: "alive" }];
  }
}

const NEVER = new AbortController().signal;

function usageOf({ usage }: Response): readonly ModelPart[] {
  return usage ? [{ kind: "usage", usage: openAiUsage(usage) }] : [];
}

/** Compatible servers may leave out the final `output`. */
function stopOf({
  status,
  incomplete_details,
  output = [],
}: Partial<Response>): "end" | "tool" | "length" | "refusal" {
  if (status === "incomplete") {
    return incomplete_details?.reason === "content_filter" ? "refusal" : "length";
  }
  if (output.some((item) => item.type === "function_call")) return "tool";
  const said = output.flatMap((item) => (item.type === "message" ? item.content : []));
  return said.some((part) => part.type === "refusal") ? "refusal" : "end";
}
