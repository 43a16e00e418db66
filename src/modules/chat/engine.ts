import {
  type ChooseBrain,
  eventsSince,
  greetingFor,
  handleTurn,
  isConversation,
  type NumberedEvent as TurnEvent,
  type SaidTurn,
  startConversation,
  transcriptOf,
  type TurnInput,
} from "#modules/conversation/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

export type { SaidTurn, TurnEvent, TurnInput };

/** The events of a turn; every iteration yields all of them, from the first on. */
export type Turn = AsyncIterable<TurnEvent> & {
  /**
   * Resolves once the turn is over and stored; until then the tenant's file must stay open. Never rejects.
   */
  readonly settled: Promise<void>;
};

/** The conversation engine as chat uses it. Errors are thrown synchronously: NOT_FOUND, PAYLOAD_TOO_LARGE. */
export type ChatEngine = {
  /** The greeting; throws if the business has no assistant. */
  readonly greeting: (ctx: TenantContext) => string;
  readonly start: (
    ctx: TenantContext,
    who: { readonly addressHash: string; readonly userAgent: string | null },
  ) => { readonly conversationId: string; readonly greeting: string };
  readonly exists: (ctx: TenantContext, conversationId: string) => boolean;
  /**
   * When `signal` is aborted nobody is reading any more: no model is waited for, but what was confirmed is
   * done.
   */
  readonly turn: (ctx: TenantContext, conversationId: string, input: TurnInput, signal: AbortSignal) => Turn;
  /** The events after this id, stored and live, until no turn is running. Without an id, all of them. */
  readonly eventsSince: (
    ctx: TenantContext,
    conversationId: string,
    lastEventId: string | undefined,
  ) => AsyncIterable<TurnEvent>;
  /** The turns so far, oldest first. */
  readonly transcript: (ctx: TenantContext, conversationId: string) => readonly SaidTurn[];
};

/** The conversation engine, adapted to chat. */
export function conversationEngine(chooseBrain: ChooseBrain): ChatEngine {
  return {
    greeting: greetingFor,
    start: (ctx, who) => startConversation(ctx, { channel: "chat", ...who }),
    exists: ({ db }, conversationId) => isConversation(db, conversationId),
    turn: (ctx, conversationId, input, signal) =>
      handleTurn(ctx, conversationId, input, { chooseBrain, signal }),
    eventsSince,
    transcript: transcriptOf,
  };
}
