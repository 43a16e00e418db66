import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";

/** Seconds between heartbeats: proxies and mobile networks drop connections on which nothing moves. */
const BEATS = 15;
const SECOND = 1_000;
/** The number of heartbeats without a message after which a stream ends: half an hour. */
const LONGEST_IDLE = 120;
/** The number of unread heartbeats after which the reader counts as gone. */
const MOST_UNREAD = 2;

/** What a stream must be able to do when the process ends. */
export type Ending = { readonly endWhenIdle: () => void };

type Open = {
  readonly response: ServerResponse;
  /** The second of the fifteen in which it gets its heartbeat. */
  readonly beat: number;
  beats: number;
  unread: number;
  ending: Ending | undefined;
};

/**
 * Every open stream of the process. One timer serves them all, a fifteenth per second: an idle stream has
 * neither a timer of its own nor a tenant's file, and no second has to write to all.
 */
export class OpenStreams {
  readonly #open = new Set<Open>();
  readonly #timer: NodeJS.Timeout;
  #opened = 0;
  #second = 0;
  #draining = false;
  readonly #longestIdle: number;

  constructor(beat: number = SECOND, longestIdle: number = LONGEST_IDLE) {
    this.#longestIdle = longestIdle;
    this.#timer = setInterval(() => this.#beat(), beat).unref();
  }

  get size(): number {
    return this.#open.size;
  }

  /** Responds with a stream (`text/event-stream`), which `with_` creates from the response. */
  open<Stream extends Ending>(reply: FastifyReply, with_: (response: ServerResponse) => Stream): Stream {
    const { raw } = reply.hijack();
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // nginx would buffer what is meant to arrive at once.
      "x-accel-buffering": "no",
    });
    // Send the head at once, with the delay before reconnecting.
    raw.write("retry: 1000\n\n");
    const open: Open = {
      response: raw,
      beat: this.#opened++ % BEATS,
      beats: 0,
      unread: 0,
      ending: undefined,
    };
    this.#open.add(open);
    raw.on("close", () => this.#open.delete(open));
    const stream = with_(raw);
    open.ending = stream;
    if (this.#draining) stream.endWhenIdle();
    return stream;
  }

  /** Ends idle streams now, the others once their turn has ended. */
  drain(): void {
    this.#draining = true;
    clearInterval(this.#timer);
    for (const { ending } of this.#open) ending?.endWhenIdle();
  }

  #beat(): void {
    this.#second = (this.#second + 1) % BEATS;
    for (const open of this.#open) if (open.beat === this.#second) beatOnce(open, this.#longestIdle);
  }
}

function beatOnce(open: Open, longestIdle: number): void {
  const { response } = open;
  open.beats += 1;
  open.unread = response.writableNeedDrain ? open.unread + 1 : 0;
  if (open.unread >= MOST_UNREAD) response.destroy();
  else if (open.beats >= longestIdle) open.ending?.endWhenIdle();
  else if (open.unread === 0) response.write(":\n\n");
}
