import type { Minute } from "#kernel/spans.ts";

import type { FreeStretch } from "./free-stretches.ts";
import { mergeStarts } from "./starts.ts";
import type { VisitShape } from "./visit-shape.ts";

/**
 * The packed grid: the `starts` of the opening grid plus the latest start of each stretch, minus those that
 * would leave a free remainder, before or after, shorter than `shortest` and so of no use.
 */
export function packedStarts(
  starts: readonly Minute[],
  stretches: readonly FreeStretch[],
  shape: VisitShape,
  shortest: number,
): Minute[] {
  const latest = stretches.map((stretch) => stretch.latest).filter((start, i, all) => start !== all[i - 1]);
  let [head, tail] = [0, 0];
  return mergeStarts(starts, latest).filter((start) => {
    const end = start + shape.duration;
    while (head < stretches.length && stretches[head]!.end <= start) head += 1;
    while (tail < stretches.length && stretches[tail]!.end < end) tail += 1;
    const [first, last] = [stretches[head], stretches[tail]];
    const before = first && first.start <= start ? start + shape.staffOuter.from - first.start : 0;
    const after = last && last.start < end ? last.end - (start + shape.staffOuter.to) : 0;
    return !isScrap(before, shortest) && !isScrap(after, shortest);
  });
}

function isScrap(remainder: number, shortest: number): boolean {
  return remainder > 0 && remainder < shortest;
}
