import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What starts processes, or runs long histories or many cases; the size of such a file says nothing of how long it takes. */
const LONG = [
  /crash\.test\.ts$/,
  /(drill|dialogues|histories|properties)\.test\.ts$/,
  /(main|cli|image|faults|smoke|holidays|telemetry|triggers)\.test\.ts$/,
  /(wild-input|control-plane|attacks|talk|isolation|chain|property)\.test\.ts$/,
];

/**
 * Puts long test files before short ones, so that no worker is left with a long one in the end. Vitest
 * does by what it measured the last time, and on a new machine knows no more than sizes.
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

/** From project to project a worker is stopped and another started, and a browser with it: so only once. */
function isJourney({ moduleId }: Pick<TestSpecification, "moduleId">): boolean {
  return moduleId.includes("/journeys/");
}

function rank({ moduleId }: TestSpecification): number {
  if (isJourney({ moduleId })) return -1;
  const found = LONG.findIndex((pattern) => pattern.test(moduleId));
  return found < 0 ? LONG.length : found;
}
