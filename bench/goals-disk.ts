import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Bench, Finding, Goal } from "./goal.ts";
import { benchOnSlowerSync, SLOWED } from "./slower-sync.ts";

/**
 * Milliseconds to commit a row on the disk on which the goals about commits were set (docs/decisions/0032).
 */
const ROW = 0.31;
/** A process keeps for life what it got at its start, so the median of several starts counts. */
const RUNS = 3;
/** A disk that is almost as slow is used as it is. */
const NEARLY = 0.27;
/** The cost of intercepting a sync at all, in milliseconds, and the smallest delay worth adding. */
const STOPPING = 0.08;
const LEAST = 0.02;

/**
 * Measures the goals about commits on a disk as slow as the one they were set on: once more, with delayed
 * syncs, over several starts. Does nothing if this disk is no faster. `row` is the time of a commit here, in
 * milliseconds.
 */
export function onTheGoalsDisk(goals: readonly Goal[], row: number, bench: Bench): readonly Finding[] {
  if (process.env[SLOWED] !== undefined || row >= NEARLY) return [];
  const ids = [...new Set(goals.filter(({ onSlowerDisk }) => onSlowerDisk).flatMap((goal) => goal.ids))];
  if (ids.length === 0) return [];
  const slowerSync = Math.max(LEAST, ROW - row - STOPPING);
  try {
    const runs = Array.from({ length: bench.quick ? 1 : RUNS }, (_, run): readonly Finding[] => {
      const json = join(bench.folder(`goals-disk-${run}`), "findings.json");
      benchOnSlowerSync({ slowerSync, only: ids, json, quick: bench.quick }, false);
      return (JSON.parse(readFileSync(json, "utf8")) as Written).findings;
    });
    return runs[0]!.map((_, i) => middleOf(runs.flatMap((findings) => findings[i] ?? [])));
  } catch (error) {
    for (const id of ids)
      bench.skip({
        goal: id,
        what: "on the disk of the goals",
        why: `a slower disk is needed: ${String(error)}`,
      });
    return [];
  }
}

/** The bench's own JSON output. */
type Written = { readonly findings: readonly Finding[] };

function middleOf(runs: readonly Finding[]): Finding {
  const inOrder = runs.toSorted((a, b) => a.figure - b.figure);
  const middle = inOrder[Math.floor(inOrder.length / 2)]!;
  const [lowest, highest] = [inOrder[0]!, inOrder.at(-1)!].map(({ figure }) => figure.toFixed(2));
  return {
    ...middle,
    what: `${middle.what}, on the disk of the goals`,
    detail: `${middle.detail ?? ""}; ${lowest} to ${highest} by start`,
  };
}
