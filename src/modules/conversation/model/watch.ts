/**
 * Calls back after a number of milliseconds unless cancelled first. Tests use one that they advance by hand.
 */
export type Timers = {
  readonly after: (milliseconds: number, call: () => void) => { readonly cancel: () => void };
};

/**
 * Milliseconds: until the first part, between two parts, and in total; `words`, if set, until the first useful
 * part.
 */
export type Patience = {
  readonly first: number;
  readonly idle: number;
  readonly all: number;
  readonly words?: number | undefined;
};

/** A stream kept its reader waiting for too long. */
export class TooSlow extends Error {
  readonly phase: keyof Patience;

  constructor(phase: keyof Patience) {
    super(`No more came in time (${phase}).`);
    this.name = "TooSlow";
    this.phase = phase;
  }
}

export type Watching<Part> = {
  readonly patience: Patience;
  readonly timers: Timers;
  /** Called however it ends; the rest of the stream is not awaited. */
  readonly stop: () => void;
  readonly isWords: (part: Part) => boolean;
};

/** Yields the parts of a stream as they arrive; throws `TooSlow` if one does not arrive in time. */
export async function* watch<Part>(
  stream: AsyncIterable<Part>,
  { patience: { first, idle, all, words }, timers, stop, isWords }: Watching<Part>,
): AsyncGenerator<Part, void, undefined> {
  const parts = stream[Symbol.asyncIterator]();
  const { promise: slow, reject } = Promise.withResolvers<never>();
  // Most streams end well, and then nobody awaits this rejection.
  slow.catch(() => {});
  const whole = timers.after(all, () => reject(new TooSlow("all")));
  const hurry = words === undefined ? undefined : timers.after(words, () => reject(new TooSlow("words")));
  let next = timers.after(first, () => reject(new TooSlow("first")));
  try {
    for (;;) {
      const part = await Promise.race([parts.next(), slow]);
      next.cancel();
      if (part.done) return;
      if (isWords(part.value)) hurry?.cancel();
      yield part.value;
      next = timers.after(idle, () => reject(new TooSlow("idle")));
    }
  } finally {
    next.cancel();
    whole.cancel();
    hurry?.cancel();
    stop();
  }
}
