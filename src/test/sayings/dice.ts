/** Seeded randomness: the same seed gives the same results. */
export type Dice = {
  readonly pick: <T>(of: readonly T[]) => T;
  /** An integer from 0 up to, not including, `below`. */
  readonly number: (below: number) => number;
};

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const number = (below: number): number => Math.floor(next() * below);
  return {
    number,
    pick: (of) => {
      const found = of[number(of.length)];
      if (found === undefined) throw new Error("Nothing to pick from");
      return found;
    },
  };
}
