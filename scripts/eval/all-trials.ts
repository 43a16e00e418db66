import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { type ClincLine, clincTrials } from "./clinc.ts";
import { type RecognizersLine, recognizersTrials } from "./recognizers.ts";
import type { Trial } from "./score.ts";
import { type SgdDialogue, sgdTrials } from "./sgd.ts";
import { type StarDialogue, starTrials } from "./star.ts";

/** The least share that is good enough. */
export const TARGETS: ReadonlyMap<string, number> = new Map([
  ["SGD dates", 0.99],
  ["SGD times", 0.99],
  ["SGD affirm, precision", 1],
  ["SGD affirm, recall", 0.95],
  ["SGD negate after confirm", 0.95],
  ["STAR weekday", 0.95],
  ["STAR hour", 0.95],
  ["CLINC yes", 0.9],
  ["CLINC no", 0.9],
  ["CLINC cancel", 0.9],
  ["CLINC thank_you", 0.9],
  ["CLINC goodbye", 0.9],
  ["CLINC repeat", 0.9],
  ["CLINC oos", 0.85],
  ["CLINC oos, not taken for booking", 0.98],
  ["Recognizers single dates and times", 0.75],
]);

/** Tries every set that is in the folder; says which are missing. `dev`: also the set that is kept for the end. */
export function allTrials(folder: string, { dev }: { dev: boolean }) {
  const skipped: string[] = [];
  const tried = <T>(name: string, trialsOf: (lines: readonly T[]) => Trial[]): Trial[] => {
    const path = join(folder, name);
    if (existsSync(path)) return trialsOf(linesOf<T>(path));
    skipped.push(`${name} is not in ${folder}`);
    return [];
  };
  const trials = [
    ...tried<SgdDialogue>("sgd-train.jsonl", (lines) => sgdTrials(lines)),
    ...(dev ? tried<SgdDialogue>("sgd-dev.jsonl", (lines) => sgdTrials(lines, "dev")) : []),
    ...tried<StarDialogue>("star-train.jsonl", starTrials),
    ...tried<ClincLine>("clinc-train.jsonl", clincTrials),
    ...tried<RecognizersLine>("recognizers-train.jsonl", recognizersTrials),
  ];
  return { trials, skipped };
}

function linesOf<T>(path: string): T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
