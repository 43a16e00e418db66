import type { EngineEvent } from "./engine-event.ts";

/** An event with its place: `{turn}.{n}`, from 1. A client that saw one asks for what came after it. */
export type NumberedEvent = { readonly id: string; readonly event: EngineEvent };

/** The events of a turn as they come; anyone may follow them from any place, at any time. */
export class EventFeed {
  readonly turn: number;
  readonly #events: NumberedEvent[] = [];
  #ended = false;
  #wake: () => void = () => {};
  #more: Promise<void>;

  constructor(turn: number) {
    this.turn = turn;
    this.#more = this.#nextWake();
  }

  push(event: EngineEvent): void {
    this.#events.push({ id: `${this.turn}.${this.#events.length + 1}`, event });
    this.#wakeAll();
  }

  end(): void {
    this.#ended = true;
    this.#wakeAll();
  }

  /** Those that have come so far. */
  numbered(): readonly NumberedEvent[] {
    return this.#events;
  }

  events(): readonly EngineEvent[] {
    return this.#events.map(({ event }) => event);
  }

  /** From the event after the n-th on, until the turn ends. */
  async *follow(n = 0): AsyncGenerator<NumberedEvent, void, undefined> {
    for (let next = n; ; next += 1) {
      while (next >= this.#events.length) {
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
