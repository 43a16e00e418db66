import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";

import { A_REQUEST, collect } from "#test/language-models.ts";

import { anthropicModel } from "./anthropic-model.ts";
import { anthropicRequest, anthropicUsage } from "./anthropic-request.ts";
import { failureOf } from "./model-failures.ts";
import { openAiModel } from "./openai-model.ts";
import { openAiRequest, openAiUsage } from "./openai-request.ts";

const never = new AbortController().signal;

describe("a request to OpenAI", () => {
  it("asks for nothing to be stored, and for one strict tool call at a time", () => {
    expect(openAiRequest("gpt-5.6-luna", A_REQUEST)).toMatchObject({
      instructions: A_REQUEST.system,
      store: false,
      stream: true,
      parallel_tool_calls: false,
      max_output_tokens: 350,
      prompt_cache_key: "cache-1",
      safety_identifier: "safety-1",
      tool_choice: "auto",
      tools: [{ type: "function", name: "get_services", strict: true }],
    });
  });

  it.each([
    ["gpt-5.6-luna", "none"],
    ["gpt-6-luna", "none"],
    ["gpt-5.1", "none"],
    ["gpt-5-mini", "minimal"],
    ["o4-mini", "low"],
    ["gpt-4o", undefined],
    ["gpt-4.1-mini", undefined],
    ["gpt-5.1-chat-latest", undefined],
  ])("gives %s the reasoning effort %s", (model, effort) => {
    expect(openAiRequest(model, A_REQUEST).reasoning).toEqual(effort && { effort });
  });

  it("subtracts cached tokens from the input", () => {
    const usage = openAiUsage({
      input_tokens: 3_000,
      input_tokens_details: { cached_tokens: 2_000, cache_write_tokens: 500 },
      output_tokens: 80,
      output_tokens_details: { reasoning_tokens: 30 },
      total_tokens: 3_080,
    });
    expect(usage).toEqual({ uncachedIn: 500, cacheRead: 2_000, cacheWrite: 500, output: 80, reasoning: 30 });
  });
});

describe("a request to Anthropic", () => {
  it("marks the prefix to cache, and asks for one strict tool call at a time", () => {
    const request = anthropicRequest("claude-haiku-4-5", A_REQUEST, true);
    expect(request).toMatchObject({
      system: [{ type: "text", text: A_REQUEST.system, cache_control: { type: "ephemeral" } }],
      tools: [{ name: "get_services", strict: true, input_schema: { additionalProperties: false } }],
      tool_choice: { type: "auto", disable_parallel_tool_use: true },
      metadata: { user_id: "safety-1" },
      thinking: { type: "disabled" },
      max_tokens: 350,
    });
    expect(request).not.toHaveProperty("temperature");
  });

  it("makes as many tools strict as the limit allows", () => {
    const tool = (name: string, unions: number) => ({
      name,
      description: "",
      parameters: {
        type: "object",
        properties: Object.fromEntries(
          Array.from({ length: unions }, (_, i) => [`p${i}`, { type: ["string", "null"] }]),
        ),
      },
    });
    const tools = [tool("first", 9), tool("too_many", 8), tool("second", 7), tool("none", 0)];
    const sent = anthropicRequest("claude-haiku-4-5", { ...A_REQUEST, tools }, true).tools as {
      strict?: boolean;
    }[];
    expect(sent.map(({ strict }) => strict ?? false)).toEqual([true, false, true, true]);
  });

  it("leaves room for thinking that cannot be switched off", () => {
    const request = anthropicRequest("claude-opus-5-5", A_REQUEST, true);
    expect(request.thinking).toBeUndefined();
    expect(request.max_tokens).toBeGreaterThan(2_000);
  });

  it("takes the input as given, since it excludes cached tokens", () => {
    const start = { input_tokens: 50, cache_read_input_tokens: 2_000, cache_creation_input_tokens: 500 };
    const usage = anthropicUsage({ ...start, output_tokens: 1 } as never, { output_tokens: 80 } as never);
    expect(usage).toEqual({ uncachedIn: 50, cacheRead: 2_000, cacheWrite: 500, output: 80, reasoning: 0 });
  });

  it("drops strict tools once their grammar has been refused", async () => {
    const sent: { tools: { strict?: boolean }[] }[] = [];
    const url = await answering(
      400,
      '{"error":{"type":"invalid_request_error","message":"grammar is too large"}}',
      sent,
    );
    const model = anthropicModel({ apiKey: "k", baseUrl: url, model: "claude-haiku-4-5" });
    await collect(model.stream(A_REQUEST, never));
    await collect(model.stream(A_REQUEST, never));
    expect(sent.map(({ tools }) => tools[0]?.strict)).toEqual([true, undefined]);
  });
});

describe("an answer that is not JSON", () => {
  it.each(["openai", "anthropic"])("is reported as garbled by the client of %s", async (name) => {
    const url = await answering(200, 'event: message_start\ndata: {"type":"resp\n\n');
    const options = { apiKey: "k", baseUrl: url, model: "claude-haiku-4-5" };
    const model = name === "openai" ? openAiModel(options) : anthropicModel(options);
    expect((await collect(model.stream(A_REQUEST, never))).at(-1)).toMatchObject({ failure: "garbled" });
  });
});

/** Server-sent events as they come over the wire. */
function sse(...events: readonly { readonly type: string }[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join("");
}

const ended = (status: string, more: object) =>
  sse({ type: `response.${status}`, response: { status, output: [], usage: null, ...more } } as never);
const refused = { output: [{ type: "message", content: [{ type: "refusal", refusal: "No." }] }] };
const stopped = (reason: string) =>
  sse(
    { type: "message_start", message: { usage: { input_tokens: 9, output_tokens: 1 } } } as never,
    { type: "message_delta", delta: { stop_reason: reason }, usage: { output_tokens: 4 } } as never,
    { type: "message_stop" },
  );

describe("how an answer ended", () => {
  it.each([
    ["openai", ended("completed", {}), "end"],
    ["openai", ended("completed", refused), "refusal"],
    ["openai", ended("incomplete", { incomplete_details: { reason: "max_output_tokens" } }), "length"],
    ["openai", ended("incomplete", { incomplete_details: { reason: "content_filter" } }), "refusal"],
    ["anthropic", stopped("end_turn"), "end"],
    ["anthropic", stopped("stop_sequence"), "end"],
    ["anthropic", stopped("refusal"), "refusal"],
    ["anthropic", stopped("max_tokens"), "length"],
    ["anthropic", stopped("model_context_window_exceeded"), "length"],
  ])("is reported by %s: %s", async (name, body, reason) => {
    const options = { apiKey: "k", baseUrl: await answering(200, body), model: "claude-haiku-4-5" };
    const model = name === "openai" ? openAiModel(options) : anthropicModel(options);
    expect((await collect(model.stream(A_REQUEST, never))).at(-1)).toEqual({ kind: "stop", reason });
  });

  it.each([
    [
      "openai",
      sse({ type: "response.failed", response: { error: { code: "server_error" } } } as never),
      "server",
    ],
    ["openai", sse({ type: "error", code: "rate_limit_exceeded", message: "" } as never), "rate"],
    ["openai", sse({ type: "response.created", response: {} } as never), "network"],
    [
      "anthropic",
      sse({ type: "error", error: { type: "overloaded_error", message: "" } } as never),
      "overloaded",
    ],
    ["anthropic", sse({ type: "error", error: { type: "billing_error", message: "" } } as never), "account"],
    ["anthropic", sse({ type: "ping" }), "network"],
  ])("as a failure is reported by %s: %s", async (name, body, failure) => {
    const options = { apiKey: "k", baseUrl: await answering(200, body), model: "claude-haiku-4-5" };
    const model = name === "openai" ? openAiModel(options) : anthropicModel(options);
    expect((await collect(model.stream(A_REQUEST, never))).at(-1)).toMatchObject({ kind: "failed", failure });
  });
});

describe("a failure", () => {
  it.each([
    [{ code: "rate_limit_exceeded" }, "rate"],
    [{ code: "server_error" }, "server"],
    [{ type: "overloaded_error" }, "overloaded"],
    [{ status: 404, code: "model_not_found" }, "account"],
    [{ status: 404, type: "invalid_request_error" }, "bad_request"],
    [new TypeError("fetch failed"), "network"],
  ])("%j is classified as %s", (thrown, failure) => {
    expect(failureOf(thrown, never)).toMatchObject({ failure });
  });

  it.each([
    [{ "retry-after-ms": "250", "retry-after": "9" }, 250],
    [{ "retry-after": "1.5" }, 1_500],
    [{ "retry-after": "Sat, 07 Mar 2026 10:00:10 GMT", date: "Sat, 07 Mar 2026 10:00:00 GMT" }, 10_000],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("with %j asks to retry after %s ms", (headers, wait) => {
    expect(failureOf({ status: 429, headers: new Headers(headers) }, never).retryAfter).toBe(wait);
  });
});

async function answering(status: number, body: string, sent: unknown[] = []): Promise<string> {
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      sent.push(JSON.parse(text));
      const type = status === 200 ? "text/event-stream" : "application/json";
      response.writeHead(status, { "content-type": type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
