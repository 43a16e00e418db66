/** The long proof: load, faults, power cuts. Exits with 1 if anything did not hold. */
import { writeFileSync } from "node:fs";

import { describeMachine } from "../bench/machine.ts";
import { scratch } from "../bench/scratch.ts";

import { parseOptions } from "./options.ts";
import { type Finding, keeps, type Part, type Skipped } from "./part.ts";
import { PARTS } from "./parts.ts";
import { skippedText, tableOf } from "./report.ts";

const { only, json, seconds } = parseOptions(process.argv.slice(2));
const { folder, remove } = scratch();
const findings: Finding[] = [];
const skipped: Skipped[] = [];
const broken: string[] = [];

const unknown = only.filter((id) => !PARTS.some((part) => part.id === id));
if (unknown.length > 0)
  throw new Error(`No part ${unknown.join(", ")}: ${PARTS.map(({ id }) => id).join(", ")}`);

const machine = describeMachine(folder("machine"));
try {
  for (const part of PARTS) if (only.length === 0 || only.includes(part.id)) await run(part);
} finally {
  remove();
}

/** A part that crashes counts as not held; the others still run. */
async function run(part: Part): Promise<void> {
  const since = performance.now();
  console.error(`${part.id}: ${part.title} …`);
  const say = (line: string): void => console.error(`  ${line}`);
  try {
    findings.push(...(await part.run({ seconds, folder, skip: (what) => void skipped.push(what), say })));
  } catch (error) {
    console.error(error);
    broken.push(part.id);
  }
  say(`${((performance.now() - since) / 1000).toFixed(1)} s`);
}

const failed = [
  ...findings.filter((one) => !keeps(one)).map(({ part, what }) => `${part}: ${what}`),
  ...broken,
];
console.log(
  `\nNode ${machine.node}, SQLite ${machine.sqlite}, ${machine.cores} cores\n\n${tableOf(findings)}\n`,
);
if (skipped.length > 0) console.log(`${skippedText(skipped)}\n`);
if (json !== undefined)
  writeFileSync(json, `${JSON.stringify({ machine, seconds, findings, skipped, failed }, null, 2)}\n`);
console.log(failed.length === 0 ? "Everything that was tried held." : `DID NOT HOLD: ${failed.join("; ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
