import type { Reporter, TestModule } from "vitest/node";

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Sends the counts of a run to the parent process. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    process.send?.(countTests(modules, unhandledErrors.length));
  }
}

/** A file that failed to load, a failed `beforeAll` and an error outside any test count as failures too. */
function countTests(modules: readonly TestModule[], unhandledErrors: number): Count {
  const count = { passed: 0, failed: unhandledErrors, skipped: 0 };
  for (const module of modules) {
    if (module.errors().length > 0) count.failed += 1;
    for (const suite of module.children.allSuites()) if (suite.errors().length > 0) count.failed += 1;
    for (const test of module.children.allTests()) count[countedAs(test.result().state)] += 1;
  }
  return count;
}

/** A test that is still pending at the end was interrupted. */
function countedAs(state: "passed" | "failed" | "skipped" | "pending"): keyof Count {
  return state === "pending" ? "failed" : state;
}
