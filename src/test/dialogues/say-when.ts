import { dayOf, type LocalDate, weekdayOf } from "#kernel/local-date.ts";
import type { Chance } from "#test/proof/chance.ts";

import type { Days, Times, Wish } from "./goal.ts";

const TODAY: LocalDate = "2026-03-06";
const WEEKDAY_NAMES = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
  sat: "Saturday",
  sun: "Sunday",
} as const;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const HOURS = [
  "twelve",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
] as const;

/** What affects a customer's wording: typed or transcribed from speech, and the country. */
export type Tongue = { readonly chance: Chance; readonly spoken: boolean; readonly country: "US" | "IE" };

export type Choices = readonly [string, ...string[]];

/** One of several wordings. */
export function pick({ chance }: Tongue, choices: Choices): string {
  return chance.oneOf(choices);
}

function ordinal(day: number): string {
  const rest = day % 10;
  if (day > 10 && day < 14) return `${day}th`;
  return `${day}${rest === 1 ? "st" : rest === 2 ? "nd" : rest === 3 ? "rd" : "th"}`;
}

/**
 * "Tuesday", "the 10th", "10 March", "tomorrow": any wording that means this date on the day of the dialogue.
 */
export function sayDate(tongue: Tongue, date: LocalDate): string {
  const ahead = dayOf(date) - dayOf(TODAY);
  const [, month, day] = date.split("-").map(Number) as [number, number, number];
  const weekday = WEEKDAY_NAMES[weekdayOf(date)];
  const monthName = MONTHS[month - 1] ?? "";
  const forms: string[] = [
    `${monthName} ${ordinal(day)}`,
    `${weekday} the ${ordinal(day)}`,
    `the ${ordinal(day)} of ${monthName}`,
  ];
  if (!tongue.spoken)
    forms.push(`${day} ${monthName}`, `${weekday.slice(0, 3)} ${day} ${monthName.slice(0, 3)}`);
  if (!tongue.spoken) forms.push(tongue.country === "US" ? `${month}/${day}` : `${day}/${month}`);
  if (ahead === 0) forms.push("today", "today");
  if (ahead === 1) forms.push("tomorrow", "tomorrow");
  if (ahead === 2) forms.push("the day after tomorrow");
  if (ahead >= 2 && ahead <= 6) forms.push(weekday, weekday, `this coming ${weekday}`);
  if (ahead > 8 && ahead < 14) forms.push(`in ${ahead} days`);
  if (ahead === 7) forms.push("a week from today", "in a week");
  return pick(tongue, forms as unknown as Choices);
}

/** "3pm", "half past three", "15:00", "three thirty pm". */
export function sayTime(tongue: Tongue, time: string): string {
  const [hour, minute] = time.split(":").map(Number) as [number, number];
  const forms = minute === 0 ? fullHours(hour) : otherTimes(hour, minute);
  return pick(tongue, (tongue.spoken ? forms.spoken : forms.typed) as unknown as Choices);
}

type Forms = { readonly spoken: readonly string[]; readonly typed: readonly string[] };

function fullHours(hour: number): Forms {
  if (hour === 12) return { spoken: ["noon", "twelve noon"], typed: ["noon", "12pm", "12:00"] };
  const { twelve, word, half, part } = clockWords(hour);
  return {
    spoken: [`${word} ${part}`, `${word} ${half[0]} m`, `${word} o'clock ${part}`],
    typed: [
      `${twelve}${half}`,
      `${twelve} ${half}`,
      `${hour}:00`,
      `${twelve} o'clock ${part}`,
      `${twelve}:00${half}`,
    ],
  };
}

function otherTimes(hour: number, minute: number): Forms {
  const { twelve, word, half, part } = clockWords(hour);
  const quarters: Readonly<Record<number, string>> = {
    15: `quarter past ${word} ${part}`,
    30: `half past ${word} ${part}`,
    45: `quarter to ${clockWords(hour + 1).word} ${part}`,
  };
  const quarter = quarters[minute] === undefined ? [] : [quarters[minute]];
  return {
    spoken: [`${word} ${minuteWords(minute)} ${half[0]} m`, ...quarter],
    typed: [
      `${twelve}:${minute}${half}`,
      `${twelve}.${minute} ${half}`,
      `${String(hour).padStart(2, "0")}:${minute}`,
      ...quarter,
    ],
  };
}

function clockWords(hour: number) {
  return {
    twelve: hour % 12 === 0 ? 12 : hour % 12,
    word: HOURS[hour % 12] ?? "",
    half: hour < 12 ? "am" : "pm",
    part: hour < 12 ? "in the morning" : hour < 17 ? "in the afternoon" : "in the evening",
  };
}

function minuteWords(minute: number): string {
  const words: Readonly<Record<number, string>> = {
    10: "ten",
    15: "fifteen",
    20: "twenty",
    30: "thirty",
    40: "forty",
    45: "forty five",
    50: "fifty",
  };
  return words[minute] ?? String(minute);
}

export function sayDays(tongue: Tongue, days: Days): string {
  switch (days.kind) {
    case "on": {
      const said = sayDate(tongue, days.date);
      return /^(today|tomorrow|in |a week|the day after)/.test(said) ? said : `on ${said}`;
    }
    case "either":
      return pick(tongue, [
        `either ${sayDate(tongue, days.dates[0])} or ${sayDate(tongue, days.dates[1])}`,
        `${sayDate(tongue, days.dates[0])} or ${sayDate(tongue, days.dates[1])}`,
      ]);
    case "within":
      return pick(tongue, days.called);
    case "any":
      return "";
  }
}

export function sayTimes(tongue: Tongue, times: Times): string {
  switch (times.kind) {
    case "at":
      return `at ${sayTime(tongue, times.time)}`;
    case "between":
      return pick(tongue, [
        `between ${sayTime(tongue, times.from)} and ${sayTime(tongue, times.to)}`,
        `from ${sayTime(tongue, times.from)} to ${sayTime(tongue, times.to)}`,
      ]);
    case "after":
      return pick(tongue, [
        `after ${sayTime(tongue, times.time)}`,
        `from ${sayTime(tongue, times.time)} on`,
        `${sayTime(tongue, times.time)} or later`,
      ]);
    case "before":
      return pick(tongue, [
        `before ${sayTime(tongue, times.time)}`,
        `no later than ${sayTime(tongue, times.time)}`,
      ]);
    case "part":
      return pick(tongue, [`in the ${times.part}`, `some time in the ${times.part}`, `${times.part} please`]);
    case "soonest":
      return pick(tongue, [
        "as soon as you can fit me in",
        "whatever is soonest",
        "the first opening you have",
      ]);
    case "any":
      return "";
  }
}

/** Days and times, in either order; "" if any would do. */
export function sayWhen(tongue: Tongue, wish: Pick<Wish, "days" | "times">): string {
  const days = sayDays(tongue, wish.days);
  const times = sayTimes(tongue, wish.times);
  const both = tongue.chance.below(4) === 0 ? [times, days] : [days, times];
  return both.filter((part) => part !== "").join(" ");
}
