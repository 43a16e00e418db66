import type { Understanding } from "#modules/language/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { DraftUpdate } from "./draft/draft-update.ts";
import type { GateOutcome } from "./gate-outcome.ts";
import type { ConversationState } from "./state.ts";
import type { ToolExecutor, ToolRefusal } from "./tools/tool.ts";

/** An earlier message; only text that the customer saw. */
export type PastMessage = { readonly by: "customer" | "assistant"; readonly text: string };

/** Everything a brain is given for one turn. It acts only through `tools`; the engine owns the state. */
export type BrainTurn = {
  readonly ctx: TenantContext;
  readonly conversationId: string;
  readonly turn: number;
  /** The customer's message, or the label of the button they pressed. */
  readonly text: string;
  readonly understood: Understanding;
  /** How this message changed the draft; `state().draft` already includes it. */
  readonly heard: DraftUpdate;
  /** What the gate did with this turn before the brain ran. */
  readonly gate: GateOutcome;
  /** The outcome of picking a time in this turn; undefined if none was picked. */
  readonly picked?: PickOutcome | undefined;
  /** Earlier messages, oldest first; read on demand. */
  readonly history: () => readonly PastMessage[];
  /** The current state: tools change it during the turn. */
  readonly state: () => ConversationState;
  /** Records what the answer asks, so that a bare reply to it can be understood. */
  readonly setAsked: (asked: ConversationState["asked"]) => void;
  /**
   * Records for the next turn what was proposed, recommended and told, how often nothing was understood, and
   * how often the same question was asked.
   */
  readonly remember: (
    what: Pick<ConversationState, "proposed" | "suggested" | "misses" | "again" | "told">,
  ) => void;
  readonly tools: ToolExecutor;
  /** Adds to the turn's trace: who spoke, what it cost and who had to take over. */
  readonly note: (note: BrainNote) => void;
  readonly signal: AbortSignal;
};

/**
 * A picked time becomes `state().chosen`. If it is refused, alternatives are offered instead, if there are any
 * (`state().shown`).
 */
export type PickOutcome =
  | { readonly kind: "picked"; readonly slotId: string }
  | { readonly kind: "refused"; readonly code: ToolRefusal };

export const BRAIN_NAMES = ["builtin", "openai", "anthropic"] as const;
export type BrainName = (typeof BRAIN_NAMES)[number];

/**
 * Text as it arrives, before the guard; or `restart`: another brain starts the answer over, so text not sent
 * yet is dropped and text already sent is replaced.
 */
export type BrainOutput = { readonly text: string } | { readonly restart: true };

/** Speaks one turn. Throws `BrainFailed` on failure; the built-in brain never does. */
export type Brain = {
  readonly name: BrainName;
  /**
   * Set if it never waits for network or timers: once its turn has begun, nothing else runs until it is over.
   */
  readonly answersAtOnce?: boolean;
  readonly speak: (turn: BrainTurn) => AsyncIterable<BrainOutput>;
};

/**
 * Chooses the brain for a business's next turn. The chain always ends with the built-in brain, so it never
 * fails.
 */
export type ChooseBrain = (ctx: TenantContext) => Brain;

/** The brain could not finish the turn. `reason` is a machine-readable word, such as a `ModelFailure`. */
export class BrainFailed extends Error {
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(`The turn could not be spoken: ${reason}.`, { cause });
    this.name = "BrainFailed";
    this.reason = reason;
  }
}

/** The usage of one language model answer. Tokens as in `ModelUsage`. */
export type ModelUse = {
  readonly provider: "openai" | "anthropic";
  readonly model: string;
  readonly uncachedIn: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
  /** Millionths of a dollar, rounded up. */
  readonly costMicros: number;
  /** The version of the price table used. */
  readonly priceVersion: string;
  /** The tokens are estimated because the answer was cut off, or the price because the model is unknown. */
  readonly estimated: boolean;
  /** Milliseconds until the first text or tool call; null if none arrived. */
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  /** `ok`, or why it ended early. */
  readonly outcome: string;
};

/** What a brain reports for the turn's trace. */
export type BrainNote =
  | { readonly kind: "used"; readonly use: ModelUse }
  /** `reason`: a failure, or why no model was called: `switched_off`, `budget_spent`, `resting`. */
  | {
      readonly kind: "taken_over";
      readonly from: BrainName;
      readonly to: BrainName;
      readonly reason: string;
    }
  /** Whose answer the customer got in the end. */
  | { readonly kind: "spoke"; readonly brain: BrainName };
