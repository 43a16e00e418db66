import { once } from "node:events";
import type { ServerResponse } from "node:http";

import type { TurnEvent } from "./engine.ts";
import { type Frame, joined } from "./frames.ts";

/** Milliseconds between two pieces of text: few enough writes for us, often enough to be read as it comes. */
const BETWEEN = 40;

/**
 * Sends events to one reader, one source after the other. Text is gathered for a moment, anything else goes at
 * once; a reader who is slow is waited for, and then gets what has come meanwhile in one piece.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #frame: Frame;
  #pending: TurnEvent[] = [];
  #gathering: NodeJS.Timeout | undefined;
  /** Settled when everything was sent; undefined while there is nothing to send. */
  #sending: Promise<void> | undefined;
  #endsWhenIdle = false;

  constructor(response: ServerResponse, frame: Frame) {
    this.#response = response;
    this.#frame = frame;
    response.on("close", this.#closed);
  }

  /** Sends all of it, after what is sent already. */
  send(events: AsyncIterable<TurnEvent>): void {
    const before = this.#sending;
    const sending = this.#sendAll(events, before).finally(() => {
      if (this.#sending !== sending) return;
      this.#sending = undefined;
      if (this.#endsWhenIdle) this.#response.end();
    });
    this.#sending = sending;
    // Events never fail; if one cannot be written, the reader is better off with a new connection.
    sending.catch(() => this.#response.destroy());
  }

  /** Writes a frame that belongs to no turn. */
  tell(frame: string): void {
    this.#response.write(frame);
  }

  /** Ends when everything was sent; at once where there is nothing to send. */
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
