import type { Asked } from "#modules/language/index.ts";

import { halfOf, type Trial } from "./score.ts";
import { clockOf, type Said, understandAt } from "./understand-at.ts";

type Act = {
  readonly act: string;
  readonly slot?: string;
  readonly values?: readonly string[];
  readonly canonical?: readonly string[];
};
type Turn = {
  readonly speaker: string;
  readonly utterance: string;
  readonly frames: readonly { readonly acts: readonly Act[] }[];
};
export type SgdDialogue = {
  readonly dialogue_id: string;
  readonly services: readonly string[];
  readonly turns: readonly Turn[];
};

/** The data set's current date (language/README). */
const NOW = "2019-03-01T09:00:00-08:00";
const ZONE = "America/Los_Angeles";

/** Dates and times of every turn that contains some; yes and no to confirmations. */
export function sgdTrials(dialogues: readonly SgdDialogue[], part?: string): Trial[] {
  return dialogues.flatMap((dialogue) =>
    dialogue.turns.flatMap((turn, i) =>
      turn.speaker === "USER"
        ? trialsOf(turn, dialogue.turns[i - 1], part ?? halfOf(dialogue.dialogue_id))
        : [],
    ),
  );
}

function trialsOf(turn: Turn, before: Turn | undefined, part: string): Trial[] {
  const acts = actsOf(turn);
  const asked = askedBy(before);
  const said = understandAt(turn.utterance, { now: NOW, zone: ZONE, asked });
  const note = (expected: string, got: string) => `[${asked ?? ""}] ${turn.utterance} | ${expected} | ${got}`;
  const trials: Trial[] = [];
  for (const { slot, canonical = [] } of acts) {
    for (const meant of canonical) {
      if (slot === "appointment_date")
        trials.push({
          measure: "SGD dates",
          part,
          right: said.date === meant,
          note: note(meant, `${said.date}`),
        });
      if (slot === "appointment_time")
        trials.push({
          measure: "SGD times",
          part,
          right: clockOf(said.time) === meant,
          note: note(meant, clockOf(said.time)),
        });
    }
  }
  return [...trials, ...confirmTrials(acts, actsOf(before), said, { part, note })];
}

function confirmTrials(
  acts: readonly Act[],
  before: readonly Act[],
  said: Said,
  { part, note }: { part: string; note: (expected: string, got: string) => string },
): Trial[] {
  const has = (act: string) => acts.some((one) => one.act === act);
  const got = said.acts.join(" ");
  const trials: Trial[] = [];
  const hasConfirm = before.some((one) => one.act === "CONFIRM");
  if (has("NEGATE"))
    trials.push({
      measure: hasConfirm ? "SGD negate after confirm" : "SGD negate elsewhere",
      part,
      right: said.acts.includes("negate"),
      note: note("negate", got),
    });
  if (!hasConfirm) return trials;
  if (has("AFFIRM"))
    trials.push({
      measure: "SGD affirm, recall",
      part,
      right: said.acts.includes("affirm"),
      note: note("affirm", got),
    });
  if (said.acts.includes("affirm"))
    trials.push({
      measure: "SGD affirm, precision",
      part,
      right: has("AFFIRM"),
      note: note("no affirm", got),
    });
  return trials;
}

function actsOf(turn: Turn | undefined): readonly Act[] {
  return (turn?.frames ?? []).flatMap((frame) => frame.acts);
}

function askedBy(turn: Turn | undefined): Asked | undefined {
  const acts = actsOf(turn);
  const has = (act: string, slot?: string) =>
    acts.some((one) => one.act === act && (slot === undefined || one.slot === slot));
  if (has("CONFIRM")) return "confirm";
  if (has("REQUEST", "appointment_date")) return "date";
  if (has("REQUEST", "appointment_time")) return "time";
  return has("OFFER") ? "choice" : undefined;
}
