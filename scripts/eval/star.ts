import { weekdayOf } from "#kernel/local-date.ts";
import type { Asked } from "#modules/language/index.ts";

import { halfOf, type Trial } from "./score.ts";
import { understandAt } from "./understand-at.ts";

type Turn = {
  readonly s: string;
  readonly u?: string;
  readonly act?: string;
  readonly c?: Readonly<Record<string, unknown>>;
};
export type StarDialogue = { readonly id: number; readonly turns: readonly Turn[] };

const PLAIN_DAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;
const PLAIN_HOUR = /^(\d{1,2}) ([ap])m$/;

/**
 * What two real people had agreed on when the wizard first queried the system: the weekday and hour meant by
 * the customer's last words about it. Only if the customer's words contain the wizard's value, since some
 * wizards typed another one, or a choice of several.
 */
export function starTrials(dialogues: readonly StarDialogue[]): Trial[] {
  return dialogues.flatMap((dialogue) => {
    const query = dialogue.turns.findIndex((turn) => turn.s === "Q");
    if (query === -1) return [];
    return trialsOf(dialogue, dialogue.turns.slice(0, query), dialogue.turns[query]?.c ?? {});
  });
}

function trialsOf(
  { id }: StarDialogue,
  turns: readonly Turn[],
  wanted: Readonly<Record<string, unknown>>,
): Trial[] {
  const part = halfOf(String(id));
  const got = agreed(turns);
  const words = turns.filter((turn) => turn.s === "U").map((turn) => turn.u ?? "");
  const day = String(wanted["Day"]);
  const [, hour = "", half = ""] = PLAIN_HOUR.exec(String(wanted["StartTimeHour"])) ?? [];
  const note = `${words.join(" / ")} | ${day} ${hour}${half} | ${got.day} ${got.hour}`;
  const trials: Trial[] = [];
  if (PLAIN_DAY.test(day) && mentionsDay(words, day)) {
    const right = got.day !== undefined && day.toLowerCase().startsWith(got.day);
    trials.push({ measure: "STAR weekday", part, right, note });
  }
  if (hour !== "" && mentionsHour(words, hour)) {
    const right = got.hour === (Number(hour) % 12) + (half === "p" ? 12 : 0);
    trials.push({ measure: "STAR hour", part, right, note });
  }
  return trials;
}

function mentionsDay(words: readonly string[], day: string): boolean {
  return new RegExp(`\\b${day.slice(0, 3)}`, "i").test(words.join(" "));
}

function mentionsHour(words: readonly string[], hour: string): boolean {
  return new RegExp(`(?<!\\d)${hour}(?:[:.]00)? ?[ap]`, "i").test(words.join(" "));
}

function agreed(turns: readonly Turn[]): { day?: string; hour?: number } {
  const result: { day?: string; hour?: number } = {};
  for (const [i, turn] of turns.entries()) {
    if (turn.s !== "U") continue;
    const asked = askedBy(turns[i - 1]?.act ?? "");
    const said = understandAt(turn.u ?? "", { now: "2026-03-06T15:00:00Z", zone: "America/New_York", asked });
    if (said.date) result.day = weekdayOf(said.date);
    if (said.time !== undefined) result.hour = Math.floor(said.time / 60);
  }
  return result;
}

function askedBy(act: string): Asked | undefined {
  if (act.includes("ask_day")) return "date";
  if (act.includes("ask_start")) return "time";
  return act === "ask_name" ? "name" : undefined;
}
