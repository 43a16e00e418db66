import { addDays, WEEKDAYS, type Weekday } from "#kernel/local-date.ts";
import { hoursOn } from "#modules/conversation/hours-on.ts";
import { WEEKDAY_NAMES } from "#modules/conversation/words/en/index.ts";

import type { Scene } from "./scene.ts";

/** Special days within this many days are told along with the week. */
const SOON_DAYS = 7;

/** Opening hours: on the days asked about, or else of the week, with upcoming exceptions. */
export function hoursAnswer(scene: Scene): string {
  const { turn, known, words, today } = scene;
  const { dates } = turn.understood;
  if (dates.length > 0)
    return dates
      .slice(0, 3)
      .map((date) => words.answer.hoursOn(words.when.day(date), rangesOf(scene, hoursOn(known.rules, date))))
      .join(" ");
  const special = Array.from({ length: SOON_DAYS }, (_, i) => addDays(today, i))
    .filter((date) => known.rules.overrides.has(date))
    .map((date) => words.answer.hoursOn(words.when.day(date), rangesOf(scene, hoursOn(known.rules, date))));
  return [words.answer.hours(weekOf(scene)), ...special].join(" ");
}

/** Groups neighbouring days with the same hours. */
function weekOf(scene: Scene) {
  const runs: { first: Weekday; last: Weekday; hours: readonly string[] }[] = [];
  for (const day of WEEKDAYS) {
    const windows = scene.known.rules.hours[day] ?? [];
    const hours = rangesOf(
      scene,
      windows.map(([start, end]) => ({ start, end })),
    );
    const run = runs.at(-1);
    if (run && run.hours.join() === hours.join()) run.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  return runs.map(({ first, last, hours }) => ({
    days: first === last ? WEEKDAY_NAMES[first] : `${WEEKDAY_NAMES[first]} to ${WEEKDAY_NAMES[last]}`,
    hours,
  }));
}

function rangesOf(
  { words }: Scene,
  windows: readonly { readonly start: number; readonly end: number }[],
): readonly string[] {
  return windows.map(({ start, end }) => `${words.when.clock(start)} to ${words.when.clock(end)}`);
}
