import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that start processes, or run long histories or many cases: their size does not tell how long they
 * take.
 */
const LONG = [
  /crash\.test\.ts$/,
  /(drill|dialogues|histories|properties)\.test\.ts$/,
  /(main|cli|image|faults|smoke|holidays|telemetry|triggers)\.test\.ts$/,
  /(wild-input|control-plane|attacks|talk|isolation|chain|plan-sequences|property)\.test\.ts$/,
];

/**
 * Runs long test files first, so that no worker is left with a long one at the end. Vitest orders by previous
 * durations, and on a new machine knows only file sizes.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's, which answers a new array
    const sorted = await super.sort(files);
    const { cache } = this.ctx;
    if (sorted.some((file) => cache.getTestSpecificationResult(file) !== undefined))
      return sorted.toSorted((a, b) => Number(isJourney(b)) - Number(isJourney(a)));
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Switching projects restarts a worker, and with it a browser, so it should happen only once. */
function isJourney({ moduleId }: Pick<TestSpecification, "moduleId">): boolean {
  return moduleId.includes("/journeys/");
}

function rank({ moduleId }: TestSpecification): number {
  if (isJourney({ moduleId })) return -1;
  const found = LONG.findIndex((pattern) => pattern.test(moduleId));
  return found < 0 ? LONG.length : found;
}
