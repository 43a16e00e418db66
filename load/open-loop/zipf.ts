import type { Chance } from "../../src/test/proof/chance.ts";

/**
 * Picks a number from 0 to `count - 1`, the first twice as often as the second and three times as often as
 * the third.
 */
export function zipf(count: number, chance: Chance): () => number {
  const sums: number[] = [];
  let total = 0;
  for (let rank = 1; rank <= count; rank++) {
    total += 1 / rank;
    sums.push(total);
  }
  const FINE = 1_000_000;
  return () => {
    const dice = (chance.below(FINE) / FINE) * total;
    const found = sums.findIndex((sum) => dice < sum);
    return found < 0 ? count - 1 : found;
  };
}
