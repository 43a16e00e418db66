import type { EngineEvent } from "./engine-event.ts";

/** An event with its place: `{turn}.{n}`, from 1. A client that saw one asks for what came after it. */
export type NumberedEvent = { readonly id: string; readonly event: EngineEvent };

/** The events of a turn as they come; anyone may follow them from any place, at any time. */
export class EventFeed {
  readonly turn: number;
  readonly #events: NumberedEvent[] = [];
  #isOpen: boolean;
  #ended = false;
  #wake: () => void = () => {};
  #more: Promise<void>;

  /** One that is not open yet shows nothing until it is opened, or ends. */
  constructor(turn: number, isOpen = true) {
    this.turn = turn;
    this.#isOpen = isOpen;
    this.#more = this.#nextWake();
  }

  push(event: EngineEvent): void {
    this.#events.push({ id: `${this.turn}.${this.#events.length + 1}`, event });
    if (this.#isOpen) this.#wakeAll();
  }

  /** From now on events are shown as they come. */
  open(): void {
    this.#isOpen = true;
    this.#wakeAll();
  }

  /** Forgets what nobody was shown. */
  takeBack(): void {
    if (!this.#isOpen) this.#events.length = 0;
  }

  end(): void {
    this.#ended = true;
    this.open();
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
