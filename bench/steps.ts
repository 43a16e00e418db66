import { cpuMicroseconds } from "./in-turns.ts";

export type Steps<Step extends string> = {
  /** Does the work, which counts as this many runs of the step, and returns its result. */
  readonly time: <T>(step: Step, work: () => T | Promise<T>, runs?: number) => Promise<T>;
  /** Ends a round: adds a figure to each of its steps, in microseconds of CPU time per run. */
  readonly endRound: () => void;
  readonly spent: Readonly<Record<Step, readonly number[]>>;
};

/** Measures steps that only happen one after the other, so that none can be repeated by itself. */
export function timeSteps<Step extends string>(...steps: readonly Step[]): Steps<Step> {
  const spent = Object.fromEntries(steps.map((step) => [step, [] as number[]])) as Record<Step, number[]>;
  const sums = new Map<Step, { microseconds: number; runs: number }>();
  return {
    spent,
    time: async (step, work, runs = 1) => {
      const sum = sums.get(step) ?? { microseconds: 0, runs: 0 };
      sums.set(step, sum);
      const before = cpuMicroseconds();
      const result = await work();
      sum.microseconds += cpuMicroseconds() - before;
      sum.runs += runs;
      return result;
    },
    endRound: () => {
      for (const [step, { microseconds, runs }] of sums) spent[step].push(microseconds / runs);
      sums.clear();
    },
  };
}
