import type { Understanding } from "#modules/language/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { GateOutcome } from "./gate-outcome.ts";
import type { ConversationState } from "./state.ts";
import type { ToolExecutor } from "./tools/tool.ts";

/** What was said before, oldest first; only text that the customer saw. */
export type PastMessage = { readonly by: "customer" | "assistant"; readonly text: string };

/** Everything that a brain has for one turn. It acts only through `tools`; the state is the engine's. */
export type BrainTurn = {
  readonly ctx: TenantContext;
  readonly conversationId: string;
  readonly turn: number;
  /** What was said, or the words for a button that was pressed. */
  readonly text: string;
  readonly understood: Understanding;
  /** What the gate did with this turn before the brain was asked. */
  readonly gate: GateOutcome;
  readonly history: readonly PastMessage[];
  /** The state as it is now: tools change it while the turn runs. */
  readonly state: () => ConversationState;
  /** Remembers what is asked with these words, so that a bare answer can be read. */
  readonly setAsked: (asked: ConversationState["asked"]) => void;
  readonly tools: ToolExecutor;
  readonly signal: AbortSignal;
};

/** Text as it comes, before the guard. */
export type BrainOutput = { readonly text: string };

/**
 * Speaks one turn. A brain that fails throws `BrainFailed`; the built-in one then takes over with the state as
 * it is. The built-in one never fails.
 */
export type Brain = {
  readonly name: "builtin" | "openai" | "anthropic";
  readonly speak: (turn: BrainTurn) => AsyncIterable<BrainOutput>;
};
