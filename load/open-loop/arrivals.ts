import { setTimeout as sleep } from "node:timers/promises";

export type Arrivals<T> = {
  readonly perSecond: number;
  readonly seconds: number;
  /** Sends the next request, and resolves with its outcome. */
  readonly send: () => Promise<T>;
};

/** The outcome of one arrival, and how long it took from its intended start, in milliseconds. */
export type Arrival<T> = { readonly outcome: T; readonly took: number };

/**
 * Sends at a constant rate, no matter how slowly responses come. Times count from the intended start: a
 * server that stalls delays everybody who would have come meanwhile, as in real life (no coordinated
 * omission).
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
