/** Measures the goals of docs/performance.md. Exits with 1 if one of them is missed. */
import { writeFileSync } from "node:fs";

import { keeps } from "./arithmetic.ts";
import type { Bench, Finding, Goal, Skipped } from "./goal.ts";
import { GOALS } from "./goals.ts";
import { onTheGoalsDisk } from "./goals-disk.ts";
import { stopServers } from "./http/server-process.ts";
import { describeMachine } from "./machine.ts";
import { parseOptions } from "./options.ts";
import { scratch } from "./scratch.ts";
import { benchOnSlowerSync } from "./slower-sync.ts";
import { skippedText, tableOf } from "./table.ts";

const options = parseOptions(process.argv.slice(2));
if (options.slowerSync > 0) process.exit(benchOnSlowerSync(options));
const { folder, remove } = scratch();
const findings: Finding[] = [];
const skipped: Skipped[] = [];
const broken: string[] = [];
const bench: Bench = {
  quick: options.quick,
  rounds: options.quick ? 5 : 15,
  folder,
  skip: (what) => void skipped.push(what),
};

let measuring = "nothing yet";
let isDone = false;
process.on("exit", () => {
  if (isDone) return;
  // Something awaited never came, or threw where nobody could catch it.
  remove();
  console.error(`${tableOf(findings)}\n\nTHE BENCH ENDED EARLY, while measuring ${measuring}.`);
  process.exitCode = 1;
});

const wanted = GOALS.filter(
  ({ ids }) => options.only.length === 0 || ids.some((id) => options.only.includes(id)),
);
const known = GOALS.flatMap(({ ids }) => ids);
const unknown = options.only.filter((id) => !known.includes(id));
if (unknown.length > 0) throw new Error(`No goal ${unknown.join(", ")}: ${known.join(", ")}`);
const machine = describeMachine(folder("machine"));
console.log(
  `Node ${machine.node}, SQLite ${machine.sqlite}, ${machine.cores} cores, fdatasync ${machine.fdatasync_ms} ms, a row ${machine.row_ms} ms`,
);
if (options.quick) console.log("QUICK: too few rounds to judge by.");

try {
  for (const goal of wanted) {
    const started = performance.now();
    measuring = `${goal.ids.join(", ")} (${goal.title})`;
    await measure(goal);
    console.error(
      `${goal.ids.join(", ")}: ${goal.title} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
  }
  measuring = "goals about commits on the disk that they were set on";
  addThoseOfTheGoalsDisk(onTheGoalsDisk(wanted, machine.row_ms, bench));
} finally {
  remove();
}

/**
 * If this disk is faster than the goals', they are judged by the simulation, and this disk's figures are only
 * shown.
 */
function addThoseOfTheGoalsDisk(judged: readonly Finding[]): void {
  const goals = new Set(judged.map(({ goal }) => goal));
  const here = findings.map((finding) =>
    goals.has(finding.goal) ? { ...finding, judgedElsewhere: true as const } : finding,
  );
  findings.splice(0, findings.length, ...here, ...judged);
}

/** A goal that cannot be measured counts as missed; the others are still measured. */
async function measure(goal: Goal): Promise<void> {
  try {
    findings.push(...(await goal.measure(bench)));
  } catch (error) {
    console.error(`${measuring} could not be measured:`, error);
    await stopServers();
    broken.push(...goal.ids);
    for (const id of goal.ids)
      skipped.push({ goal: id, what: goal.title, why: `it failed: ${String(error)}` });
  }
}

const over = findings.filter(({ figure, limit }) => limit && !keeps(figure, limit));
const missed = over.filter(({ judgedElsewhere }) => !judgedElsewhere);
const notHere = [...new Set(over.filter(({ judgedElsewhere }) => judgedElsewhere).map(({ goal }) => goal))];
console.log(`\n${tableOf(findings)}\n`);
if (skipped.length > 0) console.log(`${skippedText(skipped)}\n`);
if (options.json)
  writeFileSync(
    options.json,
    `${JSON.stringify({ machine, quick: options.quick, findings, skipped }, null, 2)}\n`,
  );
const names = [...missed.map(({ goal, what }) => `${goal} (${what})`), ...broken].join(", ");
if (notHere.length > 0)
  console.log(
    `${notHere.join(", ")}: not on this disk, but judged on one as slow as where they were set (decision 0032).`,
  );
console.log(names === "" ? "Every goal that was measured is met." : `MISSED: ${names}`);
process.exitCode = names === "" ? 0 : 1;
isDone = true;
