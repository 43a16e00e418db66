import { createHash } from "node:crypto";

/** One trial: its measure, its source, and whether it succeeded. */
export type Trial = {
  readonly measure: string;
  readonly part: string;
  readonly right: boolean;
  /** What was said, expected and understood: for `--show`. */
  readonly note: string;
};

/** A row of the table. `target` is the minimum share of successes. */
export type Figure = {
  readonly measure: string;
  readonly part: string;
  readonly right: number;
  readonly of: number;
  readonly share: number;
  readonly target: number | null;
};

/**
 * The half of a data set that an id falls into, by its hash: one half to learn from, the other to keep
 * unseen.
 */
export function halfOf(id: string): "first half" | "second half" {
  const [byte = 0] = createHash("sha256").update(id).digest();
  return byte % 2 === 0 ? "first half" : "second half";
}

/** The share of successes by measure and part, in order of first occurrence. */
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

/** Whether a figure reaches its target; true without one. */
export function isReached({ share, target }: Figure): boolean {
  return target === null || share >= target;
}
