import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";

/** A proxy or a phone's network forgets a connection on which nothing moves: one comment in so many seconds. */
const BEATS = 15;
const SECOND = 1_000;
/** After so many beats a stream that nobody spoke in is over: half an hour. */
const LONGEST_IDLE = 120;
/** Two beats that the reader took nothing of: it is gone. */
const MOST_UNREAD = 2;

/** What is asked of a stream when the process ends. */
export type Ending = { readonly endWhenIdle: () => void };

type Open = {
  readonly response: ServerResponse;
  /** Its second of the fifteen. */
  readonly beat: number;
  beats: number;
  unread: number;
  ending: Ending | undefined;
};

/**
 * Every open stream of the process. One timer beats for all of them, for a fifteenth in each second: an idle
 * stream has no timer and no tenant's file, and no second has to write to all.
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

  /** Answers with a stream (`text/event-stream`), which `with` makes of the response. */
  open<Stream extends Ending>(reply: FastifyReply, with_: (response: ServerResponse) => Stream): Stream {
    const { raw } = reply.hijack();
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // nginx would gather what is meant to come at once.
      "x-accel-buffering": "no",
    });
    // The head goes out at once, with how soon to come again after a cut.
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

  /** Streams end themselves: idle ones now, the others when their turn has ended. */
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
