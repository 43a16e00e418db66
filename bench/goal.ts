import type { Limit } from "./arithmetic.ts";

/** One figure that was measured. */
export type Finding = {
  /** `G5`; what is only shown has the goal that it belongs to and no limit. */
  readonly goal: string;
  readonly what: string;
  /** The median of all rounds. */
  readonly figure: number;
  readonly unit: "×" | "µs" | "%" | "KiB" | "MiB" | "";
  readonly limit?: Limit;
  /** Its goal is judged on another disk: whether the limit is kept here is only told. */
  readonly judgedElsewhere?: true;
  /** The figures that were divided, or what else helps to judge it. */
  readonly detail?: string;
};

/** What could not be measured, and why: said loudly, never left out. */
export type Skipped = { readonly goal: string; readonly what: string; readonly why: string };

/** What a goal needs to measure itself. */
export type Bench = {
  /** Fewer rounds and smaller files: for trying the bench, not for judging the product. */
  readonly quick: boolean;
  readonly rounds: number;
  /** An empty folder of its own on the disk that is measured; it goes with the bench. */
  readonly folder: (name: string) => string;
  readonly skip: (skipped: Skipped) => void;
};

/** A goal, or several that share what is measured. */
export type Goal = {
  readonly ids: readonly string[];
  readonly title: string;
  /** Its limits are for the disk on which they were set, where a row is kept in 0.31 ms: on a quicker one it is tried so. */
  readonly onSlowerDisk?: true;
  readonly measure: (bench: Bench) => readonly Finding[] | Promise<readonly Finding[]>;
};
