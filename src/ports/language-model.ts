/** A provider's language model, reached over the network. These are our terms; the adapters translate. */

/**
 * A tool that the model may call. `parameters` is a strict JSON schema: every property required, optional
 * ones nullable.
 */
export type ModelTool = {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
};

/** One message of the conversation; they come oldest first. */
export type ModelMessage =
  | { readonly role: "customer"; readonly text: string }
  | { readonly role: "assistant"; readonly text: string }
  | { readonly role: "tool_call"; readonly id: string; readonly name: string; readonly json: string }
  | { readonly role: "tool_result"; readonly id: string; readonly json: string };

export type ModelRequest = {
  /**
   * Byte-identical for all conversations of a business until its configuration changes, so that it can be
   * cached.
   */
  readonly system: string;
  readonly tools: readonly ModelTool[];
  readonly messages: readonly ModelMessage[];
  readonly maxOutputTokens: number;
  /** False: it must answer with text now. The tools stay listed, since they are part of the cached prefix. */
  readonly mayCallTools: boolean;
  /** An opaque id for the person who writes, never a customer's own data. */
  readonly safetyId: string;
  /** Names the cached prefix, for providers that want a name. */
  readonly cacheKey: string;
};

/** The tokens of one answer, in kinds that are priced differently and do not overlap. */
export type ModelUsage = {
  readonly uncachedIn: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  /** The part of `output` that is not shown. */
  readonly reasoning: number;
};

/**
 * Why there is no (complete) answer. `account`: no request can succeed until the configuration changes (401,
 * 402, 403, a model that does not exist); `rate`: not before `retryAfter`; `bad_request`: our own fault;
 * `aborted`: the caller stopped it. The others may be retried.
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

/** `detail` is a status or a code of the provider's, never its message, which may quote what was sent. */
export type FailedPart = {
  readonly kind: "failed";
  readonly failure: ModelFailure;
  readonly detail: string;
  /** Milliseconds. */
  readonly retryAfter?: number;
};

/**
 * The parts of one answer, in order. `alive`: something arrived that is not to be shown. A tool call comes in
 * one piece, its JSON as the model wrote it. `usage` may come early and more than once: the last one counts.
 * The final part is always `stop` or `failed`.
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
  /** Streams one answer. Never throws, does not retry and has no watchdog: its caller has both. */
  readonly stream: (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelPart>;
};
