import type { Turn } from "./engine.ts";
import { GRACE, LiveTurn } from "./live-turn.ts";

type Live = {
  /** The running turn and those queued after it, in order. */
  readonly turns: Set<LiveTurn>;
  readonly watchers: Set<(turn: LiveTurn) => void>;
};

/** How to begin a turn. */
type Beginning = {
  readonly clientMessageId: string | undefined;
  readonly begin: (signal: AbortSignal) => Turn;
};

/**
 * The conversations of this process that have a running turn or somebody watching. Nothing here need survive:
 * a turn's result is in the file by the time it has ended.
 */
export class LiveConversations {
  readonly #live = new Map<string, Live>();
  readonly #grace: number;

  constructor(grace: number = GRACE) {
    this.#grace = grace;
  }

  /** Begins a turn and notifies watchers. A message that is already being handled is not handled again. */
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

  /** The running turn and those queued after it, in order. */
  turnsOf(conversation: string): readonly LiveTurn[] {
    return [...(this.#live.get(conversation)?.turns ?? [])];
  }

  /** Notifies of each turn that begins. Returns a function that stops this. */
  watch(conversation: string, watcher: (turn: LiveTurn) => void): () => void {
    const live = this.#of(conversation);
    live.watchers.add(watcher);
    return () => {
      live.watchers.delete(watcher);
      this.#forget(conversation, live);
    };
  }

  /** Stops waiting for models, because the process ends. */
  stopModels(): void {
    for (const { turns } of this.#live.values()) for (const turn of turns) turn.stopModel();
  }

  /** The number of conversations with a turn or a watcher. */
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

/** A key that no two tenants share, whatever their conversations' ids. */
export function keyOf(tenantId: string, conversationId: string): string {
  return `${tenantId} ${conversationId}`;
}
