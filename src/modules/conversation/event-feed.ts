import type { EngineEvent } from "./engine-event.ts";

/**
 * An event with its position `{turn}.{n}`, from 1. A reconnecting client asks for everything after the last one
 * it saw.
 */
export type NumberedEvent = { readonly id: string; readonly event: EngineEvent };

/** The events of a turn as they arrive; can be followed from any position at any time. */
export class EventFeed {
  readonly turn: number;
  readonly #events: NumberedEvent[] = [];
  #isOpen: boolean;
  #ended = false;
  #wake: () => void = () => {};
  #more: Promise<void>;

  /** A feed created closed shows nothing until it is opened or ends. */
  constructor(turn: number, isOpen = true) {
    this.turn = turn;
    this.#isOpen = isOpen;
    this.#more = this.#nextWake();
  }

  push(event: EngineEvent): void {
    this.#events.push({ id: `${this.turn}.${this.#events.length + 1}`, event });
    if (this.#isOpen) this.#wakeAll();
  }

  /** Shows the events held back so far, and from now on every event at once. */
  open(): void {
    this.#isOpen = true;
    this.#wakeAll();
  }

  /** Discards events that have not been shown. */
  takeBack(): void {
    if (!this.#isOpen) this.#events.length = 0;
  }

  end(): void {
    this.#ended = true;
    this.open();
  }

  /** The events so far. */
  numbered(): readonly NumberedEvent[] {
    return this.#events;
  }

  events(): readonly EngineEvent[] {
    return this.#events.map(({ event }) => event);
  }

  /** Yields every event after the n-th, until the turn ends. */
  async *follow(n = 0): AsyncGenerator<NumberedEvent, void, undefined> {
    for (let next = n; ; next += 1) {
      while (!this.#isOpen || next >= this.#events.length) {
        if (this.#ended) return;
        await this.#more;
      }
      yield this.#events[next]!;
    }
  }

  #nextWake(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    return promise;
  }

  #wakeAll(): void {
    const wake = this.#wake;
    this.#more = this.#nextWake();
    wake();
  }
}
