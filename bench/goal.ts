import type { Limit } from "./arithmetic.ts";

/** One measured figure. */
export type Finding = {
  /** `G5`; an informative figure has the goal it belongs to and no limit. */
  readonly goal: string;
  readonly what: string;
  /** The median of all rounds. */
  readonly figure: number;
  readonly unit: "×" | "µs" | "%" | "KiB" | "MiB" | "";
  readonly limit?: Limit;
  /** The goal is judged on another disk: here its figure is only shown. */
  readonly judgedElsewhere?: true;
  /** The figures that were divided, or whatever else helps to judge it. */
  readonly detail?: string;
};

/** What could not be measured, and why: reported prominently, never omitted. */
export type Skipped = { readonly goal: string; readonly what: string; readonly why: string };

/** What a goal needs to be measured. */
export type Bench = {
  /** Fewer rounds and smaller files: for trying out the bench, not for judging the product. */
  readonly quick: boolean;
  readonly rounds: number;
  /** Creates an empty folder on the disk being measured; deleted at the end. */
  readonly folder: (name: string) => string;
  readonly skip: (skipped: Skipped) => void;
};

/** One goal, or several that share their measurements. */
export type Goal = {
  readonly ids: readonly string[];
  readonly title: string;
  /**
   * Its limits apply to the disk on which they were set, which commits a row in 0.31 ms: on a faster disk,
   * that one is simulated.
   */
  readonly onSlowerDisk?: true;
  readonly measure: (bench: Bench) => readonly Finding[] | Promise<readonly Finding[]>;
};
