/** The median; of an even number of figures, the mean of the middle two. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The ratio of `one` to `other` in each round, for two sides measured in the same rounds. */
export function ratios(one: readonly number[], other: readonly number[]): number[] {
  if (one.length !== other.length) throw new RangeError("Both sides must have been measured in every round.");
  return one.map((figure, round) => figure / (other[round] ?? Number.NaN));
}

/** The limit of a figure. */
export type Limit = { readonly atMost: number } | { readonly atLeast: number };

/** Whether a figure is within its limit; one that could not be computed never is. */
export function keeps(figure: number, limit: Limit): boolean {
  return "atMost" in limit ? figure <= limit.atMost : figure >= limit.atLeast;
}
