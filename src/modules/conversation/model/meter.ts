import type { ModelUse } from "#modules/conversation/brain.ts";
import type { LanguageModel, ModelRequest, ModelUsage } from "#ports/language-model.ts";

import { costOf, PRICE_VERSION } from "./prices.ts";
import { estimateTokens } from "./tokens.ts";

/** What is known of one answer when it is over. Instants are the clock's. */
export type Answered = {
  readonly model: Pick<LanguageModel, "provider" | "model">;
  readonly request: ModelRequest;
  /** The last that the provider told; undefined where it told nothing. */
  readonly usage: ModelUsage | undefined;
  /** Everything that was written, shown or not. */
  readonly written: string;
  readonly startedAt: number;
  readonly firstAt: number | undefined;
  readonly endedAt: number;
  readonly outcome: string;
};

/** These were turned away before any work was done for them. */
const FREE: ReadonlySet<string> = new Set(["account", "rate", "overloaded", "bad_request", "network"]);

/** What is written into the books for one answer. What was cut off is estimated, never taken for free. */
export function useOf(answered: Answered): ModelUse {
  const { model, startedAt, firstAt, endedAt, outcome } = answered;
  const tokens = tokensOf(answered);
  const { micros, known } = costOf(model.model, tokens);
  return {
    provider: model.provider,
    model: model.model,
    ...tokens,
    costMicros: micros,
    priceVersion: PRICE_VERSION,
    estimated: !known || outcome !== "ok" || answered.usage === undefined,
    firstTokenMs: firstAt === undefined ? null : firstAt - startedAt,
    totalMs: endedAt - startedAt,
    outcome,
  };
}

const NOTHING: ModelUsage = { uncachedIn: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 };

function tokensOf({ outcome, usage, written, request }: Answered): ModelUsage {
  if (outcome === "ok" && usage) return usage;
  if (usage) return { ...usage, output: Math.max(usage.output, estimateTokens(written)) };
  if (FREE.has(outcome) && written === "") return NOTHING;
  return { ...NOTHING, uncachedIn: promptTokens(request), output: estimateTokens(written) };
}

/** About how long a request is. */
export function promptTokens({ system, tools, messages }: ModelRequest): number {
  return (
    estimateTokens(system) + estimateTokens(JSON.stringify(tools)) + estimateTokens(JSON.stringify(messages))
  );
}
