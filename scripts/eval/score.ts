import { createHash } from "node:crypto";

/** One thing that was tried: what it counts for, where it comes from, and whether it was right. */
export type Trial = {
  readonly measure: string;
  readonly part: string;
  readonly right: boolean;
  /** What was said, what was expected, what came out: for `--show`. */
  readonly note: string;
};

/** A line of the table. `target` is the least share that is good enough. */
export type Figure = {
  readonly measure: string;
  readonly part: string;
  readonly right: number;
  readonly of: number;
  readonly share: number;
  readonly target: number | null;
};

/** One of the two halves of a set, by a hash of its id, so that one can be learned from and the other kept. */
export function halfOf(id: string): "first half" | "second half" {
  const [byte = 0] = createHash("sha256").update(id).digest();
  return byte % 2 === 0 ? "first half" : "second half";
}

/** The share of right trials of each measure and part, in the order in which they first came. */
export function figuresOf(trials: readonly Trial[], targets: ReadonlyMap<string, number>): Figure[] {
  const groups = Map.groupBy(trials, (trial) => `${trial.measure}\n${trial.part}`);
  const order = [...new Set(trials.map((trial) => trial.measure))];
  const figures = [...groups.values()].map((group) => {
    const [{ measure, part } = { measure: "", part: "" }] = group;
    const right = group.filter((trial) => trial.right).length;
    return {
      measure,
      part,
      right,
      of: group.length,
      share: right / group.length,
      target: targets.get(measure) ?? null,
    };
  });
  return figures.toSorted(
    (a, b) => order.indexOf(a.measure) - order.indexOf(b.measure) || a.part.localeCompare(b.part),
  );
}

/** Whether a figure reaches its target, if it has one. */
export function isReached({ share, target }: Figure): boolean {
  return target === null || share >= target;
}
