/** Everything that guards a change, in one list. Ends with the line `N passed, N failed`. */
import { countOf, inParallel, runStep, runTests, type Step } from "./steps.ts";

/**
 * What reads types is written in Go, and takes every core that it is not denied. It would spend a third of its time
 * on collecting garbage to save a tenth of its memory.
 */
const GO = { GOMAXPROCS: "1", GOGC: "400" };

const QUICK: readonly Step[] = [
  { name: "format", command: "biome", args: ["format"] },
  { name: "lint", command: "oxlint", args: ["--type-aware", "--threads=1"], env: GO },
  { name: "types", command: "tsc", args: checking("tsconfig.json"), env: GO },
  { name: "types of browser code", command: "tsc", args: checking("tsconfig.browser.json"), env: GO },
];

/**
 * What did not change since the last time, nor what it is made of, is not checked again. Four checkers side by
 * side, as is usual, would each make all types for themselves: here, where the tests run beside them, one does it
 * for half of the work.
 */
function checking(project: string): string[] {
  const kept = ["--incremental", "--tsBuildInfoFile", `node_modules/.cache/types/${project}`];
  return ["-p", project, "--singleThreaded", ...kept];
}

/** Architecture, units, integration, journeys in a browser, short crash and race tests. */
const TESTS: Step = {
  name: "tests",
  command: "vitest",
  args: ["run", "--reporter=default", "--reporter=./scripts/count-reporter.ts"],
};

// The tests wait for disks, browsers and processes now and then: the checks fill these gaps.
const [checks, tests] = await Promise.all([inParallel(1, QUICK, runStep), runTests(TESTS)]);
const counts = [...checks, tests];
const { passed, failed, skipped } = countOf(counts);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;
