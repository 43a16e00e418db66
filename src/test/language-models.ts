import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

import { type ChatCompletionRequest, type Fixture, type FixtureResponse, LLMock } from "@copilotkit/aimock";

import { anthropicModel } from "#adapters/anthropic-model.ts";
import { openAiModel } from "#adapters/openai-model.ts";
import type { LanguageModel, ModelPart, ModelRequest } from "#ports/language-model.ts";

export { type ChatCompletionRequest, type Fixture, type FixtureResponse };

export const PROVIDERS = ["openai", "anthropic"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** How a request is answered, and with which faults. */
export type Answer = {
  readonly response: FixtureResponse;
  readonly how?: Omit<Fixture, "match" | "response">;
};

/** Decides the answer to each request, which are numbered from 1. */
export type Script = (request: ChatCompletionRequest, number: number) => Answer;

/** A local provider that answers as scripted, in the protocols of both providers. */
export async function startProvider() {
  const mock = new LLMock({ port: 0, host: "127.0.0.1", logLevel: "silent" });
  await mock.start();
  const tap = tapBodies(mock.port);

  return {
    url: mock.url,
    /** The model through the product's own adapter. */
    model: (provider: Provider, name?: string): LanguageModel =>
      provider === "openai"
        ? openAiModel({ apiKey: "test-key", baseUrl: mock.url, model: name })
        : anthropicModel({ apiKey: "test-key", baseUrl: mock.url, model: name ?? "claude-haiku-4-5" }),
    /** Follows this script from now on, and forgets earlier requests. */
    play: (script: Script) => {
      tap.bodies.length = 0;
      mock.clearRequests();
      mock.clearFixtures();
      mock.addFixture(following(script, mock));
    },
    /** The requests in order, as the stand-in parsed them. */
    requests: (): Sent[] => mock.getRequests().map(({ body }) => body),
    /** The raw request bodies in order. */
    sent: (): readonly Record<string, unknown>[] => tap.bodies.map((body) => JSON.parse(body) as never),
    stop: () => {
      tap.close();
      return mock.stop();
    },
  };
}

/** Copies the bodies that a server on this port receives, because the stand-in keeps only its parsed form. */
function tapBodies(port: number) {
  const bodies: string[] = [];
  const listen = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort !== port || request.method !== "POST") return;
    const place = bodies.push("") - 1;
    const push = request.push.bind(request);
    request.push = (chunk: Buffer | null, ...more) => {
      if (chunk !== null) bodies[place] += chunk.toString();
      return push(chunk, ...more);
    };
  };
  subscribe("http.server.request.start", listen);
  return { bodies, close: () => void unsubscribe("http.server.request.start", listen) };
}

export type TestProvider = Awaited<ReturnType<typeof startProvider>>;

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into requests of two shapes
type Sent = any;

/** The stand-in takes answer and faults from a fixture, so ours is rewritten for each request. */
function following(script: Script, mock: LLMock): Fixture {
  const seen = new WeakSet<ChatCompletionRequest>();
  let number = 0;
  const choose = (request: ChatCompletionRequest): true => {
    const [fixture] = mock.getFixtures();
    if (!fixture || seen.has(request)) return true;
    seen.add(request);
    number += 1;
    const { response, how } = script(request, number);
    Object.assign(fixture, ON_ITS_WAY, { response, ...how });
    return true;
  };
  return { match: { predicate: choose }, response: { content: "" } };
}

const ON_ITS_WAY = {
  latency: undefined,
  chunkSize: undefined,
  truncateAfterChunks: undefined,
  disconnectAfterMs: undefined,
  chaos: undefined,
  recordedTimings: undefined,
};

export const A_REQUEST: ModelRequest = {
  system: "You are the front desk of a salon.",
  tools: [
    {
      name: "get_services",
      description: "What can be booked.",
      parameters: { type: "object", properties: {}, required: [], additionalProperties: false },
    },
  ],
  messages: [{ role: "customer", text: "Hello" }],
  maxOutputTokens: 350,
  mayCallTools: true,
  safetyId: "safety-1",
  cacheKey: "cache-1",
};

export async function collect(stream: AsyncIterable<ModelPart>): Promise<ModelPart[]> {
  const parts: ModelPart[] = [];
  for await (const part of stream) if (part.kind !== "alive") parts.push(part);
  return parts;
}
