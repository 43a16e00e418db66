import { type Instant, MINUTE } from "#kernel/instant.ts";

/** Minutes to wait after the first, second, … failed attempt; the last goes on. */
const WAITS = [1, 5, 15, 60] as const;
/** Each wait is longer or shorter by up to this share, so that what failed together does not return together. */
const JITTER = 0.2;
export const MAX_ATTEMPTS = 10;

/**
 * When to try again after `attempts` failures; undefined when it is time to give up. `chance` is from 0 to 1.
 */
export function planRetry(attempts: number, now: Instant, chance: number): Instant | undefined {
  if (attempts >= MAX_ATTEMPTS) return undefined;
  const wait = WAITS[Math.min(attempts, WAITS.length) - 1] ?? WAITS[0];
  return now + Math.round(wait * MINUTE * (1 - JITTER + 2 * JITTER * chance));
}
