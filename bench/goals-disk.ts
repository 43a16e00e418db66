import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Bench, Finding, Goal } from "./goal.ts";
import { benchOnSlowerSync, SLOWED } from "./slower-sync.ts";

/** The disk on which goals about commits were set kept a row in so many milliseconds (docs/decisions/0032). */
const ROW = 0.31;
/** A process keeps for life what it got at its start; the middle of so many counts. */
const RUNS = 3;
/** On a disk that is nearly so slow they are judged as it is. */
const NEARLY = 0.27;
/** What it costs to stop a sync at all, in milliseconds, and the least delay that is worth it. */
const STOPPING = 0.08;
const LEAST = 0.02;

/**
 * What goals about commits cost where a row takes as long as on the disk that they were set on: measured once more, with
 * syncs that take longer, over several starts. Nothing where this disk is no quicker. `row` is what one takes here, in milliseconds.
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

/** What the bench writes of itself. */
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
