/** Every check, in one list. Ends with the line `N passed, N failed`. */
import { countOf, inParallel, runStep, runTests, type Step } from "./steps.ts";

/**
 * The type checkers are written in Go, which takes every core unless limited, and would spend a third of its
 * time on garbage collection to save a tenth of its memory.
 */
const GO = { GOMAXPROCS: "1", GOGC: "400" };

const QUICK: readonly Step[] = [
  { name: "format", command: "biome", args: ["format"] },
  { name: "lint", command: "oxlint", args: ["--type-aware", "--threads=1"], env: GO },
  { name: "types", command: "tsc", args: checking("tsconfig.json"), env: GO },
  { name: "types of browser code", command: "tsc", args: checking("tsconfig.browser.json"), env: GO },
];

/**
 * Incremental: unchanged files with unchanged dependencies are not checked again. By default four checkers
 * run in parallel and each computes all types; with the tests running alongside, a single one does the job
 * for half the work.
 */
function checking(project: string): string[] {
  const kept = ["--incremental", "--tsBuildInfoFile", `node_modules/.cache/types/${project}`];
  return ["-p", project, "--singleThreaded", ...kept];
}

/** Architecture, units, integration, browser journeys, and short crash and race tests. */
const TESTS: Step = {
  name: "tests",
  command: "vitest",
  args: ["run", "--reporter=default", "--reporter=./scripts/count-reporter.ts"],
};

// The tests sometimes wait for disks, browsers and processes: the checks fill these gaps.
const [checks, tests] = await Promise.all([inParallel(1, QUICK, runStep), runTests(TESTS)]);
const counts = [...checks, tests];
const { passed, failed, skipped } = countOf(counts);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;
