import { type Instant, MINUTE } from "#kernel/instant.ts";

/** Minutes to wait after the first, second, … failed attempt; the last goes on. */
const WAITS = [1, 5, 15, 60] as const;
const MAX_ATTEMPTS = 10;

/** When to try again after `attempts` failures; undefined when it is time to give up. */
export function planRetry(attempts: number, now: Instant): Instant | undefined {
  if (attempts >= MAX_ATTEMPTS) return undefined;
  const wait = WAITS[Math.min(attempts, WAITS.length) - 1] ?? WAITS[0];
  return now + wait * MINUTE;
}
