/** A random source that repeats itself for the same seed. */
export type Chance = {
  /** A whole number from 0 to `below - 1`. */
  readonly below: (below: number) => number;
  readonly oneOf: <T>(choices: readonly [T, ...T[]]) => T;
};

/** Mulberry32: small, and random enough for tests. */
export function chanceOf(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, oneOf: (choices) => choices[below(choices.length)] ?? choices[0] };
}
