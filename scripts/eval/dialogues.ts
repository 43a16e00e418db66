import { startTestApp, type TestApp } from "#test/app.ts";
import type { Goal } from "#test/dialogues/goal.ts";
import { type Dialogue, holdDialogue } from "#test/dialogues/hold-dialogue.ts";

import type { Trial } from "./score.ts";

/** How often each goal is tried, each time by a customer with different wording. */
const TIMES = 4;

/** The target for the median number of turns of a successful booking. */
const FEW_TURNS = 8;

/**
 * Runs simulated customers with a goal each, judged by the business's file at the end: how often a goal is
 * reached, how many are reached every time, whether anything unwanted was done, and how long it takes.
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

/** A customer who lets time pass gets an installation of their own, because the clock is shared. */
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
