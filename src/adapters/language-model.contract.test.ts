import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  A_REQUEST,
  type Answer,
  collect,
  PROVIDERS,
  startProvider,
  type TestProvider,
} from "#test/language-models.ts";

import { anthropicModel } from "./anthropic-model.ts";
import { openAiModel } from "./openai-model.ts";

let provider: TestProvider;
const never = new AbortController().signal;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stop());

/** The contract that every language model adapter fulfils. */
describe.each(PROVIDERS)("a model of %s", (name) => {
  const ask = (answer: Answer, request = A_REQUEST) => {
    provider.play(() => answer);
    return collect(provider.model(name).stream(request, never));
  };

  it("streams its text, then its usage, then the stop", async () => {
    const parts = await ask({
      response: { content: "Good morning to you.", usage: { input_tokens: 40, output_tokens: 6 } },
      how: { chunkSize: 5 },
    });
    const texts = parts.filter((part) => part.kind === "text").map((part) => part.text);
    expect(texts.join("")).toBe("Good morning to you.");
    expect(texts.length).toBeGreaterThan(2);
    expect(parts.findLast((part) => part.kind === "usage")?.usage).toEqual({
      uncachedIn: 40,
      cacheRead: 0,
      cacheWrite: 0,
      output: 6,
      reasoning: 0,
    });
    expect(parts.at(-1)).toEqual({ kind: "stop", reason: "end" });
  });

  it("delivers a tool call in one piece", async () => {
    const call = { name: "get_services", arguments: '{"a":"b c"}', id: "call-1" };
    const parts = await ask({ response: { toolCalls: [call] }, how: { chunkSize: 3 } });
    expect(parts.filter((part) => part.kind === "tool_call")).toEqual([
      { kind: "tool_call", id: "call-1", name: "get_services", json: '{"a":"b c"}' },
    ]);
    expect(parts.at(-1)).toEqual({ kind: "stop", reason: "tool" });
  });

  it("receives the conversation so far and the results of tools", async () => {
    await ask(
      { response: { content: "Yes." } },
      {
        ...A_REQUEST,
        messages: [
          { role: "customer", text: "Hi" },
          { role: "assistant", text: "Hello!" },
          { role: "customer", text: "What is there?" },
          { role: "tool_call", id: "call-1", name: "get_services", json: "{}" },
          { role: "tool_result", id: "call-1", json: '{"ok":true}' },
        ],
      },
    );
    const seen = provider.requests()[0].messages.filter((one: { role: string }) => one.role !== "system");
    expect(seen.map(({ role }: { role: string }) => role)).toEqual([
      "user",
      "assistant",
      "user",
      "assistant",
      "tool",
    ]);
    expect(JSON.stringify(seen.at(-1))).toContain("ok");
  });

  it.each([
    [401, "account"],
    [402, "account"],
    [403, "account"],
    [429, "rate"],
    [400, "bad_request"],
    [408, "timeout"],
    [500, "server"],
    [503, "server"],
    [529, "overloaded"],
  ])("maps status %i to %s", async (status, failure) => {
    const parts = await ask({
      response: { status, error: { message: "sk-secret and a customer's words", type: "some_error" } },
    });
    expect(parts).toEqual([expect.objectContaining({ kind: "failed", failure })]);
    expect(JSON.stringify(parts)).not.toMatch(/secret|customer/);
  });

  it("reports how long to wait before retrying", async () => {
    const error = { message: "slow down", type: "rate_limit_error" };
    expect(await ask({ response: { status: 429, error, retryAfter: 7 } })).toEqual([
      { kind: "failed", failure: "rate", detail: "429 rate_limit_error", retryAfter: 7_000 },
    ]);
  });

  it("recognises an exhausted account by the error code, not by the status", async () => {
    const error = { message: "no money", type: "insufficient_quota", code: "insufficient_quota" };
    expect(await ask({ response: { status: 429, error } })).toEqual([
      expect.objectContaining({ failure: "account" }),
    ]);
  });

  it("reports an answer that was cut off, after the parts that arrived", async () => {
    const parts = await ask({
      response: { content: "This is never said to its end, as you see." },
      how: { chunkSize: 8, latency: 5, truncateAfterChunks: 6 },
    });
    expect(parts.some((part) => part.kind === "text")).toBe(true);
    expect(parts.at(-1)).toMatchObject({ kind: "failed", failure: "network" });
  });

  it("reports an answer that cannot be parsed", async () => {
    const parts = await ask({ response: { content: "Hello" }, how: { chaos: { malformedRate: 1 } } });
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ kind: "failed" });
  });

  it("reports a provider that cannot be reached", async () => {
    const options = { apiKey: "k", baseUrl: "http://127.0.0.1:9", model: "claude-haiku-4-5" };
    const model = name === "openai" ? openAiModel(options) : anthropicModel(options);
    expect(await collect(model.stream(A_REQUEST, never))).toEqual([
      expect.objectContaining({ kind: "failed", failure: "network" }),
    ]);
  });

  it.each([0, 2])("stops when it is aborted, after %i pieces", async (after) => {
    const enough = new AbortController();
    provider.play(() => ({
      response: { content: "One two three four five six." },
      how: { chunkSize: 4, latency: after === 0 ? 600_000 : 20 },
    }));
    const parts = [];
    if (after === 0) setTimeout(() => enough.abort(), 20);
    for await (const part of provider.model(name).stream(A_REQUEST, enough.signal)) {
      parts.push(part);
      if (parts.filter(({ kind }) => kind === "text").length === after && after > 0) enough.abort();
    }
    expect(parts.at(-1)).toMatchObject({ kind: "failed", failure: "aborted" });
  });
});

describe("a request to a provider", () => {
  it.each(PROVIDERS)("to %s carries our key and nothing about this machine", async (name) => {
    const seen: Headers[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (address, init) => {
      seen.push(new Headers(init?.headers));
      return fetch(address, init);
    };
    process.env["OPENAI_CUSTOM_HEADERS"] = "x-leak: yes\nauthorization: Bearer other";
    process.env["ANTHROPIC_CUSTOM_HEADERS"] = "x-leak: yes\nauthorization: Bearer other";
    try {
      provider.play(() => ({ response: { content: "Hi" } }));
      await collect(provider.model(name).stream(A_REQUEST, never));
    } finally {
      globalThis.fetch = fetch;
      delete process.env["OPENAI_CUSTOM_HEADERS"];
      delete process.env["ANTHROPIC_CUSTOM_HEADERS"];
    }
    expect(seen).toHaveLength(1);
    const names = [...(seen[0]?.keys() ?? [])].filter((one) => one !== "anthropic-version");
    expect(names.toSorted()).toEqual(["accept", "authorization", "content-type"]);
    expect(seen[0]?.get("authorization")).toBe("Bearer test-key");
  });
});
