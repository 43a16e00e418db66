import type { ModelUse } from "#modules/conversation/brain.ts";
import type { LanguageModel, ModelRequest, ModelUsage } from "#ports/language-model.ts";

import { costOf, PRICE_VERSION } from "./prices.ts";
import { estimateTokens } from "./tokens.ts";

/** What is known about an answer when it is over. Instants are from the clock. */
export type Answered = {
  readonly model: Pick<LanguageModel, "provider" | "model">;
  readonly request: ModelRequest;
  /** The last usage that the provider reported; undefined if it reported none. */
  readonly usage: ModelUsage | undefined;
  /** All text received, shown or not. */
  readonly written: string;
  readonly startedAt: number;
  readonly firstAt: number | undefined;
  readonly endedAt: number;
  readonly outcome: string;
};

/** Failures before the provider did any work, so they cost nothing. */
const FREE: ReadonlySet<string> = new Set(["account", "rate", "overloaded", "bad_request", "network"]);

/** The usage to record for one answer. An answer that was cut off is estimated, never assumed to be free. */
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

/** The approximate number of tokens in a request. */
export function promptTokens({ system, tools, messages }: ModelRequest): number {
  return (
    estimateTokens(system) + estimateTokens(JSON.stringify(tools)) + estimateTokens(JSON.stringify(messages))
  );
}
