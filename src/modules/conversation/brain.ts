import type { Understanding } from "#modules/language/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { DraftUpdate } from "./draft/draft-update.ts";
import type { GateOutcome } from "./gate-outcome.ts";
import type { ConversationState } from "./state.ts";
import type { ToolExecutor, ToolRefusal } from "./tools/tool.ts";

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
  /** What these words did to the wish; `state().draft` has it already. */
  readonly heard: DraftUpdate;
  /** What the gate did with this turn before the brain was asked. */
  readonly gate: GateOutcome;
  /** What became of the time that was picked in this turn; undefined where none was. */
  readonly picked?: PickOutcome | undefined;
  /** What was said before; read when it is asked for. */
  readonly history: () => readonly PastMessage[];
  /** The state as it is now: tools change it while the turn runs. */
  readonly state: () => ConversationState;
  /** Remembers what is asked with these words, so that a bare answer can be read. */
  readonly setAsked: (asked: ConversationState["asked"]) => void;
  /** Remembers for the next turn what was proposed, recommended and told, how often nothing was understood, and how often the same was asked. */
  readonly remember: (
    what: Pick<ConversationState, "proposed" | "suggested" | "misses" | "again" | "told">,
  ) => void;
  readonly tools: ToolExecutor;
  /** Writes into the turn's trace who spoke, what it cost and who had to take over. */
  readonly note: (note: BrainNote) => void;
  readonly signal: AbortSignal;
};

/**
 * A time that was picked: it is `state().chosen` then. Where it is refused, others are offered in its place, if there
 * are any (`state().shown`).
 */
export type PickOutcome =
  | { readonly kind: "picked"; readonly slotId: string }
  | { readonly kind: "refused"; readonly code: ToolRefusal };

export const BRAIN_NAMES = ["builtin", "openai", "anthropic"] as const;
export type BrainName = (typeof BRAIN_NAMES)[number];

/**
 * Text as it comes, before the guard; or `restart`: another brain begins the answer anew, so what was not sent
 * yet is dropped, and what was sent is replaced.
 */
export type BrainOutput = { readonly text: string } | { readonly restart: true };

/** Speaks one turn. One that fails throws `BrainFailed`; the built-in one never does. */
export type Brain = {
  readonly name: BrainName;
  /** It waits for nobody, no network and no timer: when its turn has begun, nothing else happens before it is over. */
  readonly answersAtOnce?: boolean;
  readonly speak: (turn: BrainTurn) => AsyncIterable<BrainOutput>;
};

/** Who speaks the turns of a business now. What it gives ends with the built-in brain, and so never fails. */
export type ChooseBrain = (ctx: TenantContext) => Brain;

/** This brain could not finish the turn. `reason` is a machine word, such as a `ModelFailure`. */
export class BrainFailed extends Error {
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(`The turn could not be spoken: ${reason}.`, { cause });
    this.name = "BrainFailed";
    this.reason = reason;
  }
}

/** One answer of a language model, as it is paid for. Tokens as in `ModelUsage`. */
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
  /** Which table of prices it was reckoned with. */
  readonly priceVersion: string;
  /** The tokens are an estimate, since the answer was cut off; or the price is, since the model is unknown. */
  readonly estimated: boolean;
  /** Milliseconds until the first words or call; null when none came. */
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
  /** `ok`, or why it ended early. */
  readonly outcome: string;
};

/** What a brain tells of a turn, for its trace. */
export type BrainNote =
  | { readonly kind: "used"; readonly use: ModelUse }
  /** `reason`: a failure, or why a model was not even asked: `switched_off`, `budget_spent`, `resting`. */
  | {
      readonly kind: "taken_over";
      readonly from: BrainName;
      readonly to: BrainName;
      readonly reason: string;
    }
  /** Whose words the customer has in the end. */
  | { readonly kind: "spoke"; readonly brain: BrainName };
