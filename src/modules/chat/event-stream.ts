import { once } from "node:events";
import type { ServerResponse } from "node:http";

import type { TurnEvent } from "./engine.ts";
import { type Frame, joined } from "./frames.ts";

/** Milliseconds between two chunks of text: few writes for us, yet text appears as it is written. */
const BETWEEN = 40;

/**
 * Sends events to one reader, one source after the other. Text is collected for a moment, anything else is
 * sent at once. A slow reader is waited for, and then gets everything that has accumulated in one chunk.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #frame: Frame;
  #pending: TurnEvent[] = [];
  #gathering: NodeJS.Timeout | undefined;
  /** Resolves once everything is sent; undefined while there is nothing to send. */
  #sending: Promise<void> | undefined;
  #endsWhenIdle = false;

  constructor(response: ServerResponse, frame: Frame) {
    this.#response = response;
    this.#frame = frame;
    response.on("close", this.#closed);
  }

  /** Sends all of these events, after any that are still being sent. */
  send(events: AsyncIterable<TurnEvent>): void {
    const before = this.#sending;
    const sending = this.#sendAll(events, before).finally(() => {
      if (this.#sending !== sending) return;
      this.#sending = undefined;
      if (this.#endsWhenIdle) this.#response.end();
    });
    this.#sending = sending;
    // Events never fail; if one cannot be written, the reader is better off reconnecting.
    sending.catch(() => this.#response.destroy());
  }

  /** Writes a frame that belongs to no turn. */
  tell(frame: string): void {
    this.#response.write(frame);
  }

  /** Ends once everything is sent; at once if there is nothing to send. */
  endWhenIdle(): void {
    this.#endsWhenIdle = true;
    if (!this.#sending) this.#response.end();
  }

  async #sendAll(events: AsyncIterable<TurnEvent>, before: Promise<void> | undefined): Promise<void> {
    await before;
    for await (const event of events) {
      if (this.#response.destroyed) return;
      this.#pending.push(event);
      if (event.event.event === "delta" && this.#gathering) continue;
      this.#flush();
      if (this.#response.writableNeedDrain) await drained(this.#response);
    }
    this.#flush();
  }

  #flush(): void {
    const events = joined(this.#pending);
    this.#pending = [];
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (events.length === 0 || this.#response.destroyed) return;
    this.#response.write(events.map(this.#frame).join(""));
    this.#gathering = setTimeout(this.#gathered, BETWEEN);
  }

  readonly #gathered = (): void => {
    this.#gathering = undefined;
    if (!this.#response.writableNeedDrain) this.#flush();
  };

  readonly #closed = (): void => {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
  };
}

async function drained(response: ServerResponse): Promise<void> {
  const stop = new AbortController();
  const gone = (): void => stop.abort();
  response.once("close", gone);
  await once(response, "drain", { signal: stop.signal }).catch(() => {});
  response.off("close", gone);
}
