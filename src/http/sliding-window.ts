import type { Clock } from "#kernel/clock.ts";

/** Counts uses by key over a sliding window. */
export type SlidingWindow = {
  /**
   * Counts one use and returns 0, or, if it was one too many, returns the milliseconds to wait without
   * counting it.
   */
  readonly count: (key: string) => number;
};

/**
 * Two counters per key, for the current window and the previous one, which counts in proportion to how much
 * of it the sliding window still covers. Memory is bounded: once a window has seen `mostKeys` keys, the
 * oldest is dropped.
 */
export function slidingWindow(clock: Clock, uses: number, length: number, mostKeys = 50_000): SlidingWindow {
  let index = 0;
  let current = new Map<string, number>();
  let previous = new Map<string, number>();

  const turn = (now: number): number => {
    const reached = Math.floor(now / length);
    if (reached !== index) {
      previous = reached === index + 1 ? current : new Map<string, number>();
      current = new Map<string, number>();
      index = reached;
    }
    return now - reached * length;
  };

  return {
    count: (key) => {
      const elapsed = turn(clock.now());
      const before = previous.get(key) ?? 0;
      const here = current.get(key) ?? 0;
      if (before * (1 - elapsed / length) + here + 1 > uses) return untilFree(before, here, elapsed);
      if (here === 0 && current.size >= mostKeys) forgetFirst(current);
      current.set(key, here + 1);
      return 0;
    },
  };

  // The previous window's share falls linearly. If the current window alone is full, the next one must begin
  // first.
  function untilFree(before: number, here: number, elapsed: number): number {
    const spare = uses - here - 1;
    if (spare >= 0 && before > 0) return Math.max(1, length * (1 - spare / before) - elapsed);
    return length - elapsed + length * Math.max(0, 1 - (uses - 1) / here);
  }
}

function forgetFirst(counts: Map<string, number>): void {
  for (const key of counts.keys()) {
    counts.delete(key);
    return;
  }
}
