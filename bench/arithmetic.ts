/** The middle of some figures; of an even number, the mean of the two in the middle. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Of two sides that were measured in the same rounds, how many times `one` is `other`, round by round. */
export function ratios(one: readonly number[], other: readonly number[]): number[] {
  if (one.length !== other.length) throw new RangeError("Both sides must have been measured in every round.");
  return one.map((figure, round) => figure / (other[round] ?? Number.NaN));
}

/** What a figure has to keep. */
export type Limit = { readonly atMost: number } | { readonly atLeast: number };

/** Whether a figure keeps its limit; one that could not be computed never does. */
export function keeps(figure: number, limit: Limit): boolean {
  return "atMost" in limit ? figure <= limit.atMost : figure >= limit.atLeast;
}
