import type { Clock } from "#kernel/clock.ts";
import { BrainFailed, type BrainOutput, type ModelUse } from "#modules/conversation/brain.ts";
import type {
  FailedPart,
  LanguageModel,
  ModelPart,
  ModelRequest,
  ModelUsage,
} from "#ports/language-model.ts";

import type { Breaker } from "./breaker.ts";
import { useOf } from "./meter.ts";
import { type Patience, type Timers, TooSlow, watch } from "./watch.ts";

export type RoundOptions = {
  readonly model: LanguageModel;
  readonly breaker: Breaker;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Called once, however the round ends. */
  readonly used: (use: ModelUse) => void;
};

export type ToolWish = { readonly id: string; readonly name: string; readonly json: string };

/** The text of one answer, and the tool call it requests, if any. */
export type RoundEnd = { readonly text: string; readonly call: ToolWish | undefined };

/** One answer of a model: yields its text as it arrives, then returns what it wants. Throws `BrainFailed`. */
export async function* modelRound(
  options: RoundOptions,
  request: ModelRequest,
): AsyncGenerator<BrainOutput, RoundEnd, undefined> {
  const { model, breaker, timers, clock, patience, signal } = options;
  const enough = new AbortController();
  const stream = model.stream(request, AbortSignal.any([signal, enough.signal]));
  const heard = new Heard(clock);
  // The outcome if the consumer stops early because the listener has gone.
  let outcome = "aborted";
  try {
    const stop = (): void => enough.abort();
    for await (const part of watch(stream, { patience, timers, stop, isWords })) {
      heard.take(part);
      if (part.kind === "text") yield { text: part.text };
    }
    outcome = "ok";
    breaker.succeeded();
    return heard;
  } catch (error) {
    const failed = toBrainFailed(error);
    outcome = failed.reason;
    report(breaker, failed);
    throw failed;
  } finally {
    if (outcome === "aborted") breaker.cancel();
    options.used(useOf({ model, request, ...heard.figures(), outcome }));
  }
}

function isWords({ kind }: ModelPart): boolean {
  return kind === "text";
}

/** An answer as far as it has arrived. */
class Heard {
  text = "";
  call: ToolWish | undefined;
  #usage: ModelUsage | undefined;
  #firstAt: number | undefined;
  readonly #startedAt: number;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  /** Throws on a part that ends the answer prematurely. */
  take(part: ModelPart): void {
    switch (part.kind) {
      case "alive":
        return;
      case "text":
        this.#firstAt ??= this.#clock.now();
        this.text += part.text;
        if (this.text.length > LONGEST) throw new ModelFailed(TOO_LONG);
        return;
      case "tool_call":
        this.#firstAt ??= this.#clock.now();
        // One call at a time: further calls in the same answer are ignored.
        this.call ??= part;
        return;
      case "usage":
        this.#usage = part.usage;
        return;
      case "failed":
        throw new ModelFailed(part);
      case "stop":
        if (part.reason === "refusal") throw new BrainFailed("refusal");
        if (this.call && !isCall(this.call)) throw new ModelFailed(GARBLED);
    }
  }

  figures() {
    return {
      usage: this.#usage,
      written: this.text + (this.call?.json ?? ""),
      startedAt: this.#startedAt,
      firstAt: this.#firstAt,
      endedAt: this.#clock.now(),
    };
  }
}

/** Far more characters than the token limit of an answer or call allows: no sound model sends that much. */
const LONGEST = 8_000;
const TOO_LONG: FailedPart = { kind: "failed", failure: "garbled", detail: "too_long" };
const GARBLED: FailedPart = { kind: "failed", failure: "garbled", detail: "arguments" };

/** A failure reported by the model's adapter. */
class ModelFailed extends BrainFailed {
  readonly part: FailedPart;

  constructor(part: FailedPart) {
    super(part.failure);
    this.part = part;
  }
}

function toBrainFailed(error: unknown): BrainFailed {
  if (error instanceof BrainFailed) return error;
  if (!(error instanceof TooSlow)) return new BrainFailed("error", error);
  return new ModelFailed({ kind: "failed", failure: "timeout", detail: error.phase });
}

/** A provider that refuses to answer is healthy; a failure on our side says nothing about it. */
function report(breaker: Breaker, failed: BrainFailed): void {
  if (failed instanceof ModelFailed) breaker.failed(failed.part);
  else if (failed.reason === "refusal") breaker.succeeded();
  else breaker.cancel();
}

function isCall({ json }: ToolWish): boolean {
  if (json.length > LONGEST) return false;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
