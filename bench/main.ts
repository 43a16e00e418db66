/** Measures the goals of docs/performance.md. Ends with exit code 1 when one of them is missed. */
import { writeFileSync } from "node:fs";

import { keeps } from "./arithmetic.ts";
import type { Bench, Finding, Skipped } from "./goal.ts";
import { GOALS } from "./goals.ts";
import { describeMachine } from "./machine.ts";
import { parseOptions } from "./options.ts";
import { scratch } from "./scratch.ts";
import { skippedText, tableOf } from "./table.ts";

const options = parseOptions(process.argv.slice(2));
const { folder, remove } = scratch();
const findings: Finding[] = [];
const skipped: Skipped[] = [];
const bench: Bench = {
  quick: options.quick,
  rounds: options.quick ? 5 : 15,
  folder,
  skip: (what) => void skipped.push(what),
};

const wanted = GOALS.filter(
  ({ ids }) => options.only.length === 0 || ids.some((id) => options.only.includes(id)),
);
const machine = describeMachine(folder("machine"));
console.log(
  `Node ${machine.node}, SQLite ${machine.sqlite}, ${machine.cores} cores, fdatasync ${machine.fdatasync_ms} ms`,
);
if (options.quick) console.log("QUICK: too few rounds to judge by.");

try {
  for (const goal of wanted) {
    const started = performance.now();
    findings.push(...(await goal.measure(bench)));
    console.error(
      `${goal.ids.join(", ")}: ${goal.title} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
  }
} finally {
  remove();
}

const missed = findings.filter(({ figure, limit }) => limit && !keeps(figure, limit));
console.log(`\n${tableOf(findings)}\n`);
if (skipped.length > 0) console.log(`${skippedText(skipped)}\n`);
if (options.json)
  writeFileSync(
    options.json,
    `${JSON.stringify({ machine, quick: options.quick, findings, skipped }, null, 2)}\n`,
  );
const names = missed.map(({ goal, what }) => `${goal} (${what})`).join(", ");
console.log(missed.length === 0 ? "Every goal that was measured is met." : `MISSED: ${names}`);
process.exitCode = missed.length > 0 ? 1 : 0;
