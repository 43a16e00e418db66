import type { Clock } from "#kernel/clock.ts";

import type { ChooseBrain } from "#modules/conversation/index.ts";

import { type ChatEngine, conversationEngine } from "./engine.ts";
import { LiveConversations } from "./live-conversations.ts";
import { OpenStreams } from "./open-streams.ts";
import { SpentChallenges } from "./proof-of-work.ts";

/** So long the models of running turns may still write when the process ends, in milliseconds. */
const LAST_WORDS = 4_000;

/** What chat keeps while the process runs. */
export type Chat = {
  readonly engine: ChatEngine;
  readonly live: LiveConversations;
  readonly streams: OpenStreams;
  readonly spent: SpentChallenges;
  /** Streams end, politely: those that are idle at once, the others with their turn. */
  readonly drain: () => void;
};

export type ChatOptions = {
  readonly chooseBrain: ChooseBrain;
  readonly clock: Clock;
  readonly metrics: {
    /** Says where the number of open streams is read. */
    readonly watchOpenStreams: (count: () => number) => void;
  };
  /** For tests: how long a turn goes on unread, and how often a fifteenth of the streams is touched. */
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
