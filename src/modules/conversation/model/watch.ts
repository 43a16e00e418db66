/** Calls back after so many milliseconds, unless it is cancelled first. Tests have one that they turn by hand. */
export type Timers = {
  readonly after: (milliseconds: number, call: () => void) => { readonly cancel: () => void };
};

/** Milliseconds: until the first part, between two parts, and for all of it. */
export type Patience = { readonly first: number; readonly idle: number; readonly all: number };

/** A stream kept somebody waiting for too long. */
export class TooSlow extends Error {
  readonly phase: keyof Patience;

  constructor(phase: keyof Patience) {
    super(`No more came in time (${phase}).`);
    this.name = "TooSlow";
    this.phase = phase;
  }
}

/**
 * The parts of a stream as they come; throws `TooSlow` when one does not in time. `stop` is called however it
 * ends: what is left of the stream is not waited for.
 */
export async function* watch<Part>(
  stream: AsyncIterable<Part>,
  { first, idle, all }: Patience,
  timers: Timers,
  stop: () => void,
): AsyncGenerator<Part, void, undefined> {
  const parts = stream[Symbol.asyncIterator]();
  const { promise: slow, reject } = Promise.withResolvers<never>();
  // Most streams end well, and then nobody hears of this.
  slow.catch(() => {});
  const whole = timers.after(all, () => reject(new TooSlow("all")));
  let next = timers.after(first, () => reject(new TooSlow("first")));
  try {
    for (;;) {
      const part = await Promise.race([parts.next(), slow]);
      next.cancel();
      if (part.done) return;
      yield part.value;
      next = timers.after(idle, () => reject(new TooSlow("idle")));
    }
  } finally {
    next.cancel();
    whole.cancel();
    stop();
  }
}
