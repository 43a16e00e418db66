import type { Minute, Spans } from "#kernel/spans.ts";

// Lists of starts are sorted and without duplicates, and so are the results. They are long: growing a list by
// `push` costs more than copying one, overwriting it and truncating it.

/** The union of two lists. */
export function mergeStarts(a: readonly Minute[], b: readonly Minute[]): readonly Minute[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged = [...a, ...b];
  let [i, j, length] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [one, other] = [a[i]!, b[j]!];
    merged[length] = one < other ? one : other;
    length += 1;
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  for (; i < a.length; i += 1, length += 1) merged[length] = a[i]!;
  for (; j < b.length; j += 1, length += 1) merged[length] = b[j]!;
  merged.length = length;
  return merged;
}

/** The starts that lie within one of the spans. */
export function startsWithin(starts: readonly Minute[], spans: Spans): readonly Minute[] {
  const within = [...starts];
  let [next, length] = [0, 0];
  for (let i = 0; i < spans.length; i += 2) {
    const [start, end] = [spans[i]!, spans[i + 1]!];
    while (next < starts.length && starts[next]! < start) next += 1;
    for (; next < starts.length && starts[next]! < end; next += 1, length += 1)
      within[length] = starts[next]!;
  }
  within.length = length;
  return within;
}
