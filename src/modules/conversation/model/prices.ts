import type { ModelUsage } from "#ports/language-model.ts";

/** Bump this with the table; it is stored with each cost computed from it. */
export const PRICE_VERSION = "2026-11-21";

/** Dollars per million tokens, which equals millionths of a dollar per token. */
type Price = {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
};

/**
 * From the providers' price pages (developers.openai.com/api/docs/pricing, platform.claude.com, pricing). The
 * longest matching prefix of a model's name wins, so dated models cost the same as their family.
 */
const PRICES: Readonly<Record<string, Price>> = {
  "gpt-6-luna": { input: 0.1, cacheRead: 0.01, cacheWrite: 0.125, output: 0.5 },
  "gpt-6-sol": { input: 2, cacheRead: 0.2, cacheWrite: 2.5, output: 10 },
  "gpt-5.6-luna": { input: 0.2, cacheRead: 0.02, cacheWrite: 0.25, output: 1.2 },
  "gpt-5.6-terra": { input: 2, cacheRead: 0.2, cacheWrite: 2.5, output: 12 },
  "gpt-5.4-mini": { input: 0.75, cacheRead: 0.075, cacheWrite: 0.75, output: 4.5 },
  "gpt-5.4-nano": { input: 0.2, cacheRead: 0.02, cacheWrite: 0.2, output: 1.25 },
  "gpt-5-mini": { input: 0.25, cacheRead: 0.025, cacheWrite: 0.25, output: 2 },
  "gpt-5-nano": { input: 0.05, cacheRead: 0.005, cacheWrite: 0.05, output: 0.4 },
  "gpt-4.1-mini": { input: 0.4, cacheRead: 0.1, cacheWrite: 0.4, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, cacheRead: 0.025, cacheWrite: 0.1, output: 0.4 },
  "gpt-4o": { input: 2.5, cacheRead: 1.25, cacheWrite: 2.5, output: 10 },
  "gpt-4o-mini": { input: 0.15, cacheRead: 0.075, cacheWrite: 0.15, output: 0.6 },
  "claude-haiku-5-5": { input: 0.1, cacheRead: 0.01, cacheWrite: 0.125, output: 0.5 },
  "claude-haiku-4-5": { input: 1, cacheRead: 0.1, cacheWrite: 1.25, output: 5 },
  "claude-sonnet-5-5": { input: 2, cacheRead: 0.2, cacheWrite: 2.5, output: 10 },
  "claude-sonnet-4": { input: 3, cacheRead: 0.3, cacheWrite: 3.75, output: 15 },
  "claude-opus-5-5": { input: 4, cacheRead: 0.4, cacheWrite: 5, output: 20 },
  "claude-opus-5": { input: 5, cacheRead: 0.5, cacheWrite: 6.25, output: 25 },
  "claude-opus-4": { input: 5, cacheRead: 0.5, cacheWrite: 6.25, output: 25 },
};

/**
 * For an unlisted model: more expensive than the models used for chats, so that no budget is overrun unnoticed.
 */
const UNKNOWN: Price = { input: 5, cacheRead: 5, cacheWrite: 6.25, output: 30 };

const NAMES = Object.keys(PRICES).toSorted((a, b) => b.length - a.length);

/** The cost of an answer, in millionths of a dollar, rounded up. `known`: the model is listed. */
export function costOf(
  model: string,
  usage: ModelUsage,
): { readonly micros: number; readonly known: boolean } {
  const name = NAMES.find((one) => model === one || model.startsWith(`${one}-`));
  const price = (name === undefined ? undefined : PRICES[name]) ?? UNKNOWN;
  const micros =
    usage.uncachedIn * price.input +
    usage.cacheRead * price.cacheRead +
    usage.cacheWrite * price.cacheWrite +
    usage.output * price.output;
  // Floating-point sums can end up a hair above a whole number.
  return { micros: Math.ceil(Number(micros.toFixed(6))), known: name !== undefined };
}
