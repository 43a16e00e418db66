import { startTestApp, type TestApp } from "#test/app.ts";
import type { Goal } from "#test/dialogues/goal.ts";
import { type Dialogue, holdDialogue } from "#test/dialogues/hold-dialogue.ts";

import type { Trial } from "./score.ts";

/** How often each errand is run, each time by somebody who says it otherwise. */
const TIMES = 4;

/** More turns than this are too many for half of the visits that were booked. */
const FEW_TURNS = 8;

/**
 * Simulated customers with an errand each, judged by what the business's file holds in the end: how often an
 * errand succeeds, how many succeed every time, whether anything was done that nobody wanted, how long it takes.
 */
export async function dialogueTrials(goals: readonly Goal[], part: string, firstSeed = 1): Promise<Trial[]> {
  const trials: Trial[] = [];
  const app = await startTestApp();
  for (const goal of goals) {
    const held: Dialogue[] = [];
    for (let seed = firstSeed; seed < firstSeed + TIMES; seed += 1) held.push(await inHouse(app, goal, seed));
    const notes = held.filter(({ passed }) => !passed).map(storyOf);
    trials.push(
      ...held.map((one) => ({ measure: "dialogues, pass^1", part, right: one.passed, note: storyOf(one) })),
      { measure: "dialogues, pass^4", part, right: notes.length === 0, note: notes.join("\n\n") },
      ...held.map((one) => ({
        measure: "dialogues, nothing done that nobody wanted",
        part,
        right: !one.harmful,
        note: storyOf(one),
      })),
      ...held.flatMap((one) =>
        one.alarms.map((isAlarm) => ({
          measure: "dialogues, answers without a false alarm of the guard",
          part,
          right: !isAlarm,
          note: storyOf(one),
        })),
      ),
      ...held
        .filter(({ passed }) => passed)
        .map((one) => ({
          measure: `dialogues that need at most ${FEW_TURNS} turns`,
          part,
          right: one.turns <= FEW_TURNS,
          note: storyOf(one),
        })),
    );
  }
  await app.close();
  return trials;
}

/** Whoever lets time pass gets a house of their own: the clock is everybody's. */
async function inHouse(shared: TestApp, goal: Goal, seed: number): Promise<Dialogue> {
  if (!letsTimePass(goal)) return await holdDialogue(shared, goal, seed);
  const own = await startTestApp();
  try {
    return await holdDialogue(own, goal, seed);
  } finally {
    await own.close();
  }
}

function letsTimePass({ steps }: Goal): boolean {
  return steps.some((step) => "twists" in step && step.twists?.some(({ kind }) => kind === "dawdles"));
}

function storyOf({ goal, seed, turns, why, lines }: Dialogue): string {
  return [`${goal} (${seed}), ${turns} turns: ${why}`, ...lines].join("\n  ");
}
