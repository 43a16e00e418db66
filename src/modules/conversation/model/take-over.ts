import { SECOND } from "#kernel/instant.ts";
import {
  type Brain,
  BrainFailed,
  type BrainName,
  type BrainOutput,
  type BrainTurn,
} from "#modules/conversation/brain.ts";

import type { ModelBrain } from "./model-brain.ts";
import { onceEach } from "./once.ts";

/**
 * The next brain's first text must arrive this soon, so that somebody is speaking within two seconds of
 * noticing a failure.
 */
const TAKE_OVER = 1.5 * SECOND;

/** Failures that another model would only repeat. */
const NOT_FOR_ANOTHER_MODEL: ReadonlySet<string> = new Set(["refusal", "too_many_rounds"]);

/** Why a model was not called. */
export type Passed = { readonly from: BrainName; readonly reason: string };

/**
 * Answers a turn with the first of these brains that can; the last one always can. Tool calls already made are
 * not repeated by the next. A takeover before the first text goes unnoticed; after that, the answer starts
 * over.
 */
export function takingOver(models: readonly ModelBrain[], builtin: Brain, passed?: Passed): Brain {
  const { name } = models[0] ?? builtin;
  async function* speak(given: BrainTurn): AsyncGenerator<BrainOutput, void, undefined> {
    const turn = { ...given, tools: onceEach(given.tools) };
    if (passed) turn.note({ kind: "taken_over", ...passed, to: name });
    yield* speakOn(needsNoModel(turn) ? [] : models, builtin, turn);
  }
  return { name, speak, answersAtOnce: models.length === 0 && builtin.answersAtOnce === true };
}

/** Whether the confirmed act is done and nothing else was said: that needs no model. */
function needsNoModel({ gate, understood, text }: BrainTurn): boolean {
  return gate.kind === "done" && understood.intents.length === 0 && !text.includes("?");
}

async function* speakOn(
  models: readonly ModelBrain[],
  builtin: Brain,
  turn: BrainTurn,
): AsyncGenerator<BrainOutput, void, undefined> {
  const [brain, ...others] = models;
  if (!brain) {
    turn.note({ kind: "spoke", brain: builtin.name });
    yield* builtin.speak(turn);
    return;
  }
  const failed = yield* tryToSpeak(brain, turn);
  if (!failed || turn.signal.aborted) return;
  const left = NOT_FOR_ANOTHER_MODEL.has(failed.reason) ? [] : others;
  const to = (left[0] ?? builtin).name;
  turn.note({ kind: "taken_over", from: brain.name, to, reason: failed.reason });
  if (failed.said) yield { restart: true };
  yield* speakOn(failed.reason === "resting" ? left : left.map(inHurry), builtin, turn);
}

type Failure = { readonly reason: string; readonly said: boolean };

async function* tryToSpeak(
  brain: ModelBrain,
  turn: BrainTurn,
): AsyncGenerator<BrainOutput, Failure | undefined, undefined> {
  let said = false;
  turn.note({ kind: "spoke", brain: brain.name });
  try {
    for await (const output of brain.speak(turn)) {
      said = true;
      yield output;
    }
    return undefined;
  } catch (error) {
    const reason = error instanceof BrainFailed ? error.reason : "error";
    tell(turn, brain, reason, error);
    return { reason, said };
  }
}

/** Logs a takeover. A resting model was logged when it failed; an absent listener is no failure. */
function tell({ ctx, signal }: BrainTurn, { name }: ModelBrain, reason: string, error: unknown): void {
  if (reason === "resting" || signal.aborted) return;
  if (reason === "error")
    ctx.log.error({ provider: name, error: error as Error }, "A model could not be asked.");
  else ctx.log.warn({ provider: name, reason }, "A model failed in a turn; another brain takes over.");
}

function inHurry({ name, speak }: ModelBrain): ModelBrain {
  return { name, speak: (turn, wordsWithin = TAKE_OVER) => speak(turn, wordsWithin) };
}
