import { codeForm } from "#modules/conversation/guard/line.ts";

const N = "[NU](\\d+)";

/** Durations, as codes. `minutesIn` converts a match. */
export const LENGTHS = codeForm(
  [
    `${N}(?: -)? (hours?|h) (?:and )?[NU](\\d+)(?: (?:minutes?|min|m))?`,
    `${N} (?:and a half|½) (hours?|days?|weeks?)`,
    `${N} [.,] [NU](\\d+)(?: -)? (hours?)`,
    `(?:an|a|one|U1) (hour|day|week) and a half`,
    `(?:an|a|one) (hour) and [NU](\\d+)(?: -)? minutes?`,
    `(?:three quarters of an|U3 quarters of an) hour`,
    `(?:a |an )?half (?:of )?(?:an |a |- )?(?:hour|day)`,
    `(?:a )?quarter (?:of )?(?:an |- )?hour`,
    `${N}(?: -)?(?: (?:full|whole|short|business|working|more|extra))? (hours?|minutes?|days?|weeks?|months?|years?|h)`,
    `(?:an|one|a full|a whole|a) (hour)`,
  ].join("|"),
);

const UNITS: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080, mo: 43_200, y: 525_600 };

function unitOf(word: string): number {
  return UNITS[word.startsWith("mo") ? "mo" : word.charAt(0)] ?? 1;
}

/** The minutes in a match of `LENGTHS`. */
export function minutesIn(words: string): number {
  const numbers = [...words.matchAll(/[NU](\d+)/g)].map((match) => Number(match[1]));
  const unit = unitOf(/hours?|minutes?|days?|weeks?|months?|years?|\bh\b/.exec(words)?.[0] ?? "hour");
  if (words.includes("quarters of")) return 45;
  if (/^(?:an? )?half/.test(words)) return unit / 2;
  if (words.includes("quarter")) return 15;
  if (/^(?:an|a|one) hour and [NU]/.test(words)) return 60 + (numbers[0] ?? 0);
  const [first = 1, second] = numbers;
  if (words.includes("half") || words.includes("½")) return (first + 0.5) * unit;
  if (second === undefined) return first * unit;
  return / [.,] /.test(words) ? (first + second / 10 ** String(second).length) * unit : first * unit + second;
}

/** "Just a moment": not the duration of anything. */
export const MOMENTS = codeForm(
  "(?:just |in |for |about |only |within )*(?:a|an|one|U1|U2|few|couple|a few|a couple of|a couple|the next few|another) (?:quick |short |brief |little )?(?:minutes?|moments?|seconds?|sec)(?: or U?\\d*two)?",
);

/** Cheap pre-check: without any of these there is no duration, moment or count. */
export const MAY_BE_LENGTH = /[NU]\d|half|quarter|hour|minute|moment|sec/;

/** Says how long something lasts. */
export const LASTS = /\b(?:takes?|lasts?|long|lengthy?|duration|runs?|needs?|allow|plan|spend|is|are)\b/;

/** Words that make a bare number in the clause a duration. */
export const LENGTH_CUE = / (?:takes?|lasts?|long|length|duration|minutes?|runs? for) /;

/** How many of something: neither a time nor a price. */
export const COUNTED = codeForm(
  "[NU]\\d+(?: (?:other|more|different|free|open|available|possible|good|great|of|our|the|last|next|short|quick|simple|easy|separate|single|individual|additional|extra|questions?|small|main))* (?:times?|options?|choices?|slots?|openings?|appointments?|visits?|bookings?|services?|people|persons?|guests?|stylists?|barbers?|colleagues?|of us|of them|of you|others?|things?|ways?|questions?|characters?|letters?|digits?|steps?|rooms?|chairs?|places?|spots?|seats?|members?|words?|treatments?|haircuts?|cuts?|sessions?|clients?|customers?|names?|staff|categories|ones?|kinds?|friends?|sentences?)",
);
