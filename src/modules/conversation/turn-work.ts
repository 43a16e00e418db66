import type { Understanding } from "#modules/language/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { BegunTurn } from "./begun-turn.ts";
import type { BrainName, ModelUse } from "./brain.ts";
import type { ConversationRow } from "./conversations.ts";
import type { EventFeed } from "./event-feed.ts";
import type { ConversationState } from "./state.ts";
import type { ToolRefusal } from "./tools/tool.ts";

/** The customer's input: a message, a picked time, or the button of a summary. */
export type TurnInput =
  | { readonly kind: "message"; readonly text: string; readonly clientMessageId?: string | undefined }
  | { readonly kind: "pick"; readonly slotId: string }
  | { readonly kind: "confirm"; readonly token: string };

/** One step of a turn, for the owner's trace. Arguments as the brain wrote them. */
export type TraceEntry =
  | {
      readonly kind: "tool";
      readonly name: string;
      readonly args: unknown;
      readonly code: "OK" | ToolRefusal;
    }
  | { readonly kind: "gate"; readonly outcome: string }
  | { readonly kind: "guard"; readonly offence: string; readonly words: string }
  | {
      readonly kind: "taken_over";
      readonly from: BrainName;
      readonly to: BrainName;
      readonly reason: string;
    };

/** A turn in progress. Tools and gate change the state; all else is fixed. */
export type TurnWork = {
  readonly ctx: TenantContext;
  /** The message; to be stored before anything else is written. */
  readonly begun: BegunTurn;
  readonly turn: number;
  readonly input: TurnInput;
  readonly text: string;
  readonly understood: Understanding;
  /** Sent before the previous turn's answer arrived, so it cannot be a reply to that. */
  readonly blind: boolean;
  readonly feed: EventFeed;
  readonly trace: TraceEntry[];
  readonly uses: ModelUse[];
  /** The state when the turn began. */
  readonly before: ConversationState;
  /** The row as last read or written. */
  row: ConversationRow;
  state: ConversationState;
  /** The summary that this turn shows, if it froze something. */
  confirmToken?: string;
  /** New times were found; they are shown after the text. */
  showsSlots: boolean;
};
