import type { Turn, TurnEvent } from "./engine.ts";

/**
 * How long a turn may go unread before its model is stopped, in milliseconds: a lost connection comes back.
 */
export const GRACE = 2_000;

/**
 * A running turn. It continues whether or not anybody reads it, because what was confirmed must be booked;
 * but no model writes without a reader.
 */
export class LiveTurn {
  readonly clientMessageId: string | undefined;
  readonly #turn: Turn;
  readonly #stop: AbortController;
  readonly #grace: number;
  #readers = 0;
  #leaving: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(
    turn: Turn,
    stop: AbortController,
    more: { clientMessageId: string | undefined; grace: number },
  ) {
    this.#turn = turn;
    this.#stop = stop;
    this.clientMessageId = more.clientMessageId;
    this.#grace = more.grace;
    void turn.settled.then(() => {
      this.#isOver = true;
      clearTimeout(this.#leaving);
    });
  }

  get settled(): Promise<void> {
    return this.#turn.settled;
  }

  /** All its events, for another reader. */
  events(): AsyncIterable<TurnEvent> {
    return this.#turn;
  }

  /** Registers a reader; call the returned function once, when they have gone. */
  readBy(): () => void {
    clearTimeout(this.#leaving);
    this.#readers += 1;
    let gone = false;
    return () => {
      if (gone) return;
      gone = true;
      this.#readers -= 1;
      if (this.#readers === 0 && !this.#isOver)
        this.#leaving = setTimeout(() => this.stopModel(), this.#grace).unref();
    };
  }

  /** Stops the model; what was decided is still done. */
  stopModel(): void {
    this.#stop.abort();
  }
}
