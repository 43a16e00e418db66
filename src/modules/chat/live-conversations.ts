import type { Turn } from "./engine.ts";
import { GRACE, LiveTurn } from "./live-turn.ts";

type Live = {
  /** Those that are under way or wait for their turn, in order. */
  readonly turns: Set<LiveTurn>;
  readonly watchers: Set<(turn: LiveTurn) => void>;
};

/** What is asked of a turn that begins. */
type Beginning = {
  readonly clientMessageId: string | undefined;
  readonly begin: (signal: AbortSignal) => Turn;
};

/**
 * The conversations of this process in which something happens now, or somebody waits for it. Nothing here has
 * to survive: what a turn brought is in the file when it has ended.
 */
export class LiveConversations {
  readonly #live = new Map<string, Live>();
  readonly #grace: number;

  constructor(grace: number = GRACE) {
    this.#grace = grace;
  }

  /** Begins a turn and tells who watches. A message that is under way already is not begun again. */
  begin(conversation: string, { clientMessageId, begin }: Beginning): LiveTurn {
    const live = this.#of(conversation);
    const same = [...live.turns].find(
      (turn) => clientMessageId !== undefined && turn.clientMessageId === clientMessageId,
    );
    if (same) return same;
    const stop = new AbortController();
    try {
      const turn = new LiveTurn(begin(stop.signal), stop, { clientMessageId, grace: this.#grace });
      live.turns.add(turn);
      void turn.settled.then(() => {
        live.turns.delete(turn);
        this.#forget(conversation, live);
      });
      for (const watcher of live.watchers) watcher(turn);
      return turn;
    } catch (error) {
      this.#forget(conversation, live);
      throw error;
    }
  }

  /** Those that are under way or wait, in order. */
  turnsOf(conversation: string): readonly LiveTurn[] {
    return [...(this.#live.get(conversation)?.turns ?? [])];
  }

  /** Tells of each turn that begins. Answers how to stop. */
  watch(conversation: string, watcher: (turn: LiveTurn) => void): () => void {
    const live = this.#of(conversation);
    live.watchers.add(watcher);
    return () => {
      live.watchers.delete(watcher);
      this.#forget(conversation, live);
    };
  }

  /** No model is waited for any longer: the process ends. */
  stopModels(): void {
    for (const { turns } of this.#live.values()) for (const turn of turns) turn.stopModel();
  }

  /** How many conversations somebody speaks or listens in. */
  get size(): number {
    return this.#live.size;
  }

  #of(conversation: string): Live {
    const known = this.#live.get(conversation);
    if (known) return known;
    const live: Live = { turns: new Set(), watchers: new Set() };
    this.#live.set(conversation, live);
    return live;
  }

  #forget(conversation: string, live: Live): void {
    if (live.turns.size === 0 && live.watchers.size === 0) this.#live.delete(conversation);
  }
}

/** Conversations of two tenants never meet, whatever their ids. */
export function keyOf(tenantId: string, conversationId: string): string {
  return `${tenantId} ${conversationId}`;
}
