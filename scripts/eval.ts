/**
 * How well people's words are understood: `npm run eval -- [--data FOLDER] [--json FILE] [--show MEASURE]`.
 * The sets are described in FOLDER/README.md; nothing of them is kept here. Ends with 1 when a target is missed.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { allTrials, TARGETS } from "./eval/all-trials.ts";
import { figuresOf, isReached } from "./eval/score.ts";
import { tableOf } from "./eval/table.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    json: { type: "string" },
    show: { type: "string" },
    dev: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const besides = join(import.meta.dirname, "..", "..", "shared", "language");
const folder = values.data ?? (existsSync(besides) ? besides : undefined);

if (folder === undefined || !existsSync(folder)) {
  console.error(
    "NOTHING WAS MEASURED: the language data is not there. Name its folder: npm run eval -- --data FOLDER",
  );
  process.exitCode = 1;
} else {
  const { trials, skipped } = allTrials(resolve(folder), { dev: values.dev });
  const figures = figuresOf(trials, TARGETS);
  console.log(tableOf(figures));
  for (const why of skipped) console.log(`SKIPPED: ${why}`);
  for (const trial of trials) {
    if (values.show && trial.measure.includes(values.show) && !trial.right && trial.part === "first half")
      console.log(`${trial.part}: ${trial.note}`);
  }
  const missed = figures.filter((figure) => !isReached(figure));
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ figures, skipped }, null, 2)}\n`);
  const names = missed.map(({ measure, part }) => `${measure} (${part})`).join(", ");
  console.log(names === "" ? "Every target that was measured is reached." : `MISSED: ${names}`);
  process.exitCode = names === "" ? 0 : 1;
}
