/** A language model of somebody else's, reached over the network. In our words; adapters speak the provider's. */

/** A tool that the model may call: a strict JSON schema, every property required, optional ones nullable. */
export type ModelTool = {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** One piece of the conversation, oldest first. */
export type ModelMessage =
  | { readonly role: "customer"; readonly text: string }
  | { readonly role: "assistant"; readonly text: string }
  | { readonly role: "tool_call"; readonly id: string; readonly name: string; readonly json: string }
  | { readonly role: "tool_result"; readonly id: string; readonly json: string };

export type ModelRequest = {
  /** Byte for byte the same for all conversations of a business until its configuration changes: cached. */
  readonly system: string;
  readonly tools: readonly ModelTool[];
  readonly messages: readonly ModelMessage[];
  readonly maxOutputTokens: number;
  /** False: it has to answer in words now. The tools stay listed, since they are part of what is cached. */
  readonly mayCallTools: boolean;
  /** An opaque name for whoever speaks, never a customer's own data. */
  readonly safetyId: string;
  /** Names the cached prefix where a provider wants a name. */
  readonly cacheKey: string;
};

/** Tokens of one answer, in kinds that are priced differently and do not overlap. */
export type ModelUsage = {
  readonly uncachedIn: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  /** The part of `output` that nobody sees. */
  readonly reasoning: number;
};

/**
 * Why there is no (more) answer. `account`: nothing helps until the configuration changes (401, 402, 403, a
 * model that does not exist); `rate`: not before `retryAfter` milliseconds; `bad_request`: our own fault;
 * `aborted`: the caller had enough; the rest may be tried again.
 */
export type ModelFailure =
  | "account"
  | "rate"
  | "overloaded"
  | "server"
  | "network"
  | "timeout"
  | "garbled"
  | "bad_request"
  | "aborted";

/** `detail` is a status or a code of the provider's: never words, which may repeat what was sent. */
export type FailedPart = {
  readonly kind: "failed";
  readonly failure: ModelFailure;
  readonly detail: string;
  /** Milliseconds. */
  readonly retryAfter?: number;
};

/**
 * What comes of one answer, in order. `alive`: something that is not to be shown. A tool call comes whole, its
 * JSON as it was written. `usage` may come early and again: the last one counts. The last part is always `stop`
 * or `failed`.
 */
export type ModelPart =
  | { readonly kind: "alive" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "tool_call"; readonly id: string; readonly name: string; readonly json: string }
  | { readonly kind: "usage"; readonly usage: ModelUsage }
  | { readonly kind: "stop"; readonly reason: "end" | "tool" | "length" | "refusal" }
  | FailedPart;

export type LanguageModel = {
  readonly provider: "openai" | "anthropic";
  readonly model: string;
  /** Streams one answer; never throws. Does not retry and has no watchdog: its caller has both. */
  readonly stream: (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelPart>;
};
