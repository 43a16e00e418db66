import type { Dice } from "./dice.ts";
import { inWords, nth, nthInWords } from "./say-number.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/**
 * A day, as a number of days from today; `date` is that day at midnight UTC, of which only the calendar date
 * matters.
 */
type Told = { readonly date: Date; readonly ahead: number; readonly todayWeekday: number };
type Way = (told: Told) => string | undefined;

const month = ({ date }: Told) => MONTHS[date.getUTCMonth()]!;
const day = ({ date }: Told) => date.getUTCDate();
export const weekdayName = (date: Date): string => DAYS[date.getUTCDay()]!;
const iso = ({ date }: Told) => date.toISOString().slice(0, 10);

const WAYS: readonly Way[] = [
  (t) => `on ${month(t)} ${day(t)}`,
  (t) => `on ${month(t)} ${nth(day(t))}`,
  (t) => `on ${month(t)} the ${nth(day(t))}`,
  (t) => `on ${day(t)} ${month(t)}`,
  (t) => `on the ${nth(day(t))} of ${month(t)}`,
  (t) => `on the ${nthInWords(day(t))} of ${month(t)}`,
  (t) => `on ${month(t).slice(0, 3)} ${day(t)}`,
  (t) => `on the ${nth(day(t))}`,
  (t) => `on ${iso(t)}`,
  (t) => `on ${t.date.getUTCMonth() + 1}/${day(t)}`,
  (t) => `on ${t.date.getUTCMonth() + 1}/${day(t)}/${t.date.getUTCFullYear()}`,
  (t) => `on ${weekdayName(t.date)}, ${month(t)} ${day(t)}`,
  (t) => `on ${weekdayName(t.date)} the ${nth(day(t))}`,
  (t) => `on ${weekdayName(t.date)} ${day(t)} ${month(t)}`,
  (t) => `on ${weekdayName(t.date).slice(0, 3)} ${day(t)} ${month(t).slice(0, 3)}`,
  (t) => (t.ahead > 0 && t.ahead < 7 ? `on ${weekdayName(t.date)}` : undefined),
  (t) => (t.ahead > 0 && t.ahead < 7 ? `this coming ${weekdayName(t.date)}` : undefined),
  (t) => (t.ahead > 0 && t.ahead < 7 ? `on ${weekdayName(t.date).slice(0, 3)}` : undefined),
  (t) =>
    t.ahead >= 8 - (t.todayWeekday || 7) && t.ahead < 15 - (t.todayWeekday || 7)
      ? `next ${weekdayName(t.date)}`
      : undefined,
  (t) => (t.ahead === 0 ? "today" : undefined),
  (t) => (t.ahead === 1 ? "tomorrow" : undefined),
  (t) => (t.ahead === 2 ? "the day after tomorrow" : undefined),
  (t) => (t.ahead > 1 ? `in ${t.ahead} days` : undefined),
  (t) => (t.ahead > 1 && t.ahead < 20 ? `in ${inWords(t.ahead)} days` : undefined),
  (t) => (t.ahead > 1 ? `${t.ahead} days from now` : undefined),
  (t) => (t.ahead === 7 ? "a week from today" : undefined),
  (t) => (t.ahead === 14 ? "in two weeks" : undefined),
];

/** A day in one of many wordings, with its preposition. `today` is a date, `ahead` the days from it. */
export function sayDay(dice: Dice, today: string, ahead: number): string {
  const start = Date.parse(today);
  const told = {
    date: new Date(start + ahead * 86_400_000),
    ahead,
    todayWeekday: new Date(start).getUTCDay(),
  };
  return dice.pick(WAYS.map((way) => way(told)).filter((one) => one !== undefined));
}
