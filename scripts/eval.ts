/**
 * Measures how well people's words are understood, and how well conversations get things done: `npm run eval
 * -- [--only words,dialogues] [--data FOLDER] [--json FILE] [--show MEASURE]`. FOLDER/README.md describes the
 * data sets; none of them is stored here. Exits with 1 if a target is missed or there was no data set.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { talkTrials, TARGETS, wordTrials } from "./eval/all-trials.ts";
import { figuresOf, isReached } from "./eval/score.ts";
import { tableOf } from "./eval/table.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    json: { type: "string" },
    show: { type: "string" },
    only: { type: "string", default: "words,dialogues" },
    dev: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const besides = join(import.meta.dirname, "..", "..", "shared", "language");
const named = values.data ?? (existsSync(besides) ? besides : undefined);
const folder = named !== undefined && existsSync(named) ? resolve(named) : undefined;
const parts = values.only.split(",");
const unknown = parts.filter((part) => part !== "words" && part !== "dialogues");
if (unknown.length > 0) throw new Error(`No part ${unknown.join(", ")}: words, dialogues`);

const missing: string[] = [];
const trials = [
  ...(parts.includes("words") ? wordTrials(folder, { dev: values.dev, skipped: missing }) : []),
  ...(parts.includes("dialogues") ? await talkTrials(folder, missing) : []),
];
const skipped = [...new Set(missing)];
const figures = figuresOf(trials, TARGETS);
console.log(tableOf(figures));
for (const why of skipped) console.log(`SKIPPED: ${why}`);
for (const trial of trials) {
  // The second half of each data set stays unseen.
  if (values.show && trial.measure.includes(values.show) && !trial.right && trial.part !== "second half")
    console.log(`${trial.part}: ${trial.note}`);
}
const missed = figures.filter((figure) => !isReached(figure));
if (values.json) writeFileSync(values.json, `${JSON.stringify({ figures, skipped }, null, 2)}\n`);
const names = missed.map(({ measure, part }) => `${measure} (${part})`).join(", ");
console.log(names === "" ? "Every target that was measured is reached." : `MISSED: ${names}`);
process.exitCode = names === "" && skipped.length === 0 ? 0 : 1;
