import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Goal } from "#test/dialogues/goal.ts";
import { GOALS } from "#test/dialogues/goals/index.ts";

import { goalsFromSgd, goalsFromStar } from "./borrowed-goals.ts";
import { type ClincLine, clincTrials } from "./clinc.ts";
import { dialogueTrials } from "./dialogues.ts";
import { type RecognizersLine, recognizersTrials } from "./recognizers.ts";
import type { Trial } from "./score.ts";
import { type SgdDialogue, sgdTrials } from "./sgd.ts";
import { type StarDialogue, starTrials } from "./star.ts";

/** The minimum share of successes. */
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
  ["dialogues, pass^1", 0.95],
  ["dialogues, pass^4", 0.85],
  ["dialogues, nothing done that nobody wanted", 1],
  ["dialogues, answers without a false alarm of the guard", 0.99],
  // The median is at most 8 if at least half are.
  ["dialogues that need at most 8 turns", 0.5],
]);

/** What could not be measured because its data is missing. */
type Skipped = string[];

/** Goals of our own and goals taken from the data sets, each tried several times. */
export async function talkTrials(folder: string | undefined, skipped: Skipped): Promise<Trial[]> {
  const borrowed = [
    ...ofSet<SgdDialogue, Goal>({ folder, name: "sgd-train.jsonl", skipped }, (lines) =>
      goalsFromSgd(lines, 30),
    ),
    ...ofSet<StarDialogue, Goal>({ folder, name: "star-train.jsonl", skipped }, (lines) =>
      goalsFromStar(lines, 15),
    ),
  ];
  return [
    ...(await dialogueTrials(GOALS, "our errands")),
    ...(await dialogueTrials(borrowed, "borrowed errands")),
  ];
}

type Source = { readonly folder: string | undefined; readonly name: string; readonly skipped: Skipped };

function ofSet<Line, Made>(
  { folder, name, skipped }: Source,
  make: (lines: readonly Line[]) => Made[],
): Made[] {
  const path = folder === undefined ? undefined : join(folder, name);
  if (path !== undefined && existsSync(path)) return make(linesOf<Line>(path));
  skipped.push(`${name} is not in ${folder ?? "any folder that was named: npm run eval -- --data FOLDER"}`);
  return [];
}

/** Runs every data set in the folder. `dev`: including the set reserved for the end. */
export function wordTrials(
  folder: string | undefined,
  { dev, skipped }: { readonly dev: boolean; readonly skipped: Skipped },
): Trial[] {
  const tried = <T>(name: string, trialsOf: (lines: readonly T[]) => Trial[]): Trial[] =>
    ofSet<T, Trial>({ folder, name, skipped }, trialsOf);
  return [
    ...tried<SgdDialogue>("sgd-train.jsonl", (lines) => sgdTrials(lines)),
    ...(dev ? tried<SgdDialogue>("sgd-dev.jsonl", (lines) => sgdTrials(lines, "dev")) : []),
    ...tried<StarDialogue>("star-train.jsonl", starTrials),
    ...tried<ClincLine>("clinc-train.jsonl", clincTrials),
    ...tried<RecognizersLine>("recognizers-train.jsonl", recognizersTrials),
  ];
}

function linesOf<T>(path: string): T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
