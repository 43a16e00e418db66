import { type Instant, MINUTE } from "#kernel/instant.ts";

/** Minutes to wait after the first, second, … failed attempt; the last value repeats. */
const WAITS = [1, 5, 15, 60] as const;
/** Each wait varies by up to this fraction, so that what failed together is not retried together. */
const JITTER = 0.2;
export const MAX_ATTEMPTS = 10;

/**
 * When to try again after `attempts` failures; undefined to give up. `chance` is a random number from 0 to 1.
 */
export function planRetry(attempts: number, now: Instant, chance: number): Instant | undefined {
  if (attempts >= MAX_ATTEMPTS) return undefined;
  const wait = WAITS[Math.min(attempts, WAITS.length) - 1] ?? WAITS[0];
  return now + Math.round(wait * MINUTE * (1 - JITTER + 2 * JITTER * chance));
}
