import type { Clock } from "#kernel/clock.ts";

import type { ChooseBrain } from "#modules/conversation/index.ts";

import { type ChatEngine, conversationEngine } from "./engine.ts";
import { LiveConversations } from "./live-conversations.ts";
import { OpenStreams } from "./open-streams.ts";
import { SpentChallenges } from "./proof-of-work.ts";

/** How long the models of running turns may keep writing when the process ends, in milliseconds. */
const LAST_WORDS = 4_000;

/** Chat's state for the lifetime of the process. */
export type Chat = {
  readonly engine: ChatEngine;
  readonly live: LiveConversations;
  readonly streams: OpenStreams;
  readonly spent: SpentChallenges;
  /** Ends streams gracefully: idle ones at once, the others with their turn. */
  readonly drain: () => void;
};

export type ChatOptions = {
  readonly chooseBrain: ChooseBrain;
  readonly clock: Clock;
  readonly metrics: {
    /** Registers the function that reads the number of open streams. */
    readonly watchOpenStreams: (count: () => number) => void;
  };
  /**
   * For tests: how long a turn continues without a reader, and how often a fifteenth of the streams gets a
   * heartbeat.
   */
  readonly timing?: { readonly grace?: number; readonly beat?: number };
};

export function createChat({ chooseBrain, clock, metrics, timing = {} }: ChatOptions): Chat {
  const live = new LiveConversations(timing.grace);
  const streams = new OpenStreams(timing.beat);
  metrics.watchOpenStreams(() => streams.size);
  return {
    engine: conversationEngine(chooseBrain),
    live,
    streams,
    spent: new SpentChallenges(clock),
    drain: () => {
      streams.drain();
      setTimeout(() => live.stopModels(), LAST_WORDS).unref();
    },
  };
}
