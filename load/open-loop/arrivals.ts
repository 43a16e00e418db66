import { setTimeout as sleep } from "node:timers/promises";

export type Arrivals<T> = {
  readonly perSecond: number;
  readonly seconds: number;
  /** What comes next, and what became of it. */
  readonly send: () => Promise<T>;
};

/** What became of one arrival, and how long it took from when it was to begin, in milliseconds. */
export type Arrival<T> = { readonly outcome: T; readonly took: number };

/**
 * Sends at a constant rate whatever the answers do. Times count from the intended start: a server that stands
 * still makes all wait who would have come meanwhile, as it does in life (no coordinated omission).
 */
export async function arrive<T>({ perSecond, seconds, send }: Arrivals<T>): Promise<readonly Arrival<T>[]> {
  const started = performance.now();
  const coming: Promise<Arrival<T>>[] = [];
  const all = Math.round(perSecond * seconds);
  while (coming.length < all) {
    const intended = started + (coming.length * 1_000) / perSecond;
    const early = intended - performance.now();
    if (early > 0) await sleep(early);
    coming.push(send().then((outcome) => ({ outcome, took: performance.now() - intended })));
  }
  return Promise.all(coming);
}
