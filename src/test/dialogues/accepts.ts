import { addDays, type LocalDate } from "#kernel/local-date.ts";

import type { Days, Times, Wish } from "./goal.ts";

const PARTS = {
  morning: ["00:00", "11:59"],
  afternoon: ["12:00", "17:30"],
  evening: ["17:00", "23:59"],
} as const;

/** Whether a start, `2026-03-10T15:00` in the business's zone, is one the customer accepts. */
export function accepts(wish: Pick<Wish, "days" | "times" | "orElse">, startLocal: string): boolean {
  const fits = (days: Days, times: Times): boolean =>
    isDay(days, startLocal.slice(0, 10)) && isTime(times, startLocal.slice(11, 16));
  const { orElse } = wish;
  return fits(wish.days, wish.times) || (orElse !== undefined && fits(orElse.days, orElse.times));
}

/** Whether a start is the customer's first choice rather than the fallback. */
export function isFirstChoice(wish: Wish, startLocal: string): boolean {
  return accepts({ days: wish.days, times: wish.times }, startLocal);
}

function isDay(days: Days, date: string): boolean {
  if (days.kind === "any") return true;
  if (days.kind === "on") return days.date === date;
  if (days.kind === "either") return days.dates.some((one) => one === date);
  return days.from <= date && date <= days.to;
}

function isTime(times: Times, time: string): boolean {
  switch (times.kind) {
    case "any":
    case "soonest":
      return true;
    case "at":
      return time === times.time;
    case "between":
      return times.from <= time && time <= times.to;
    case "after":
      return time >= times.time;
    case "before":
      return time <= times.time;
    case "part":
      return PARTS[times.part][0] <= time && time <= PARTS[times.part][1];
  }
}

/** The date `n` days after Friday, 6 March 2026, the day of all dialogues. */
export function inDays(n: number): LocalDate {
  return addDays("2026-03-06", n);
}
