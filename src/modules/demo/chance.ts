import { splitMix32 } from "#kernel/ids.ts";

/** A random source that repeats itself for the same seed. */
export type Chance = {
  /** From `low` up to, but not including, `high`. */
  readonly between: (low: number, high: number) => number;
  /** A whole number from 0 up to, but not including, `count`. */
  readonly below: (count: number) => number;
  /** True in `share` of a hundred cases. */
  readonly percent: (share: number) => boolean;
  readonly oneOf: <T>(list: readonly [T, ...T[]]) => T;
};

export function seededChance(seed: number): Chance {
  const next = splitMix32(seed);
  const fraction = (): number => next() / 2 ** 32;
  const below = (count: number): number => Math.floor(fraction() * count);
  return {
    between: (low, high) => low + fraction() * (high - low),
    below,
    percent: (share) => fraction() * 100 < share,
    oneOf: (list) => list[below(list.length)] ?? list[0],
  };
}
