import { tokenise, type Token } from "#modules/language/tokens.ts";

import { NUMBERS } from "./words.ts";

/** A duration needs one of these words. */
const CUE = /^(?:h|hrs?|hours?|hour's|mins?|minutes?)$/;

const MINUTES = "(?:mins?|minutes?)";
const HOURS = "(?:h|hrs?|hours?)";
/** "In 30 minutes", "an hour later": a distance in time, not a duration. */
const NO_LENGTH_BEFORE = "(?<! (?:in|within|every|after|before|next|last|another|than|about to)(?: an?)?)";
const NO_LENGTH_AFTER =
  "(?! (?:later|earlier|sooner|late|early|before|after|ago|away|from|of notice|notice|in advance|ahead|walk|drive|back))";

const FORMS: readonly (readonly [RegExp, (groups: readonly (string | undefined)[]) => number])[] = [
  [form(`(?:(\\d+) |an? |one )?(?:full |whole )?${HOURS} and a half`), ([n = "1"]) => (Number(n) + 0.5) * 60],
  [form(`(\\d+) (?:and a half|½|\\. 5) ${HOURS}`), ([n]) => (Number(n) + 0.5) * 60],
  [form(`(?:a )?half (?:of )?(?:an? )?(?:- )?hour`), () => 30],
  [form(`three quarters of an hour`), () => 45],
  [
    form(`(\\d+) (?:- )?${HOURS} (?:and )?(\\d+)(?: ${MINUTES})?`),
    ([hours, minutes]) => Number(hours) * 60 + Number(minutes),
  ],
  [form(`(\\d+) (?:- )?${HOURS}`), ([n]) => Number(n) * 60],
  [form(`(\\d+) (?:- )?${MINUTES}`), ([n]) => Number(n)],
  [form(`(?:an|full|whole|the) (?:full |whole )?hour(?:'s| 's)?`), () => 60],
];

function form(words: string): RegExp {
  return new RegExp(`${NO_LENGTH_BEFORE} (?:${words})(?= )${NO_LENGTH_AFTER}`, "g");
}

/** All durations that a text gives, in minutes: "a 90 minute one", "an hour and a half". */
export function lengthsSaid(tokens: readonly Token[]): readonly number[] {
  if (!tokens.some(({ text }) => CUE.test(text))) return [];
  let left = ` ${tokens.map(({ text }) => figureOf(text)).join(" ")} `.replaceAll(TENS_AND_ONES, " $1$2");
  return FORMS.flatMap(([words, minutesOf]) => {
    const found = [...left.matchAll(words)].map((match) => minutesOf(match.slice(1)));
    if (found.length > 0) left = left.replaceAll(words, " length");
    return found;
  });
}

/** "Forty five" arrives as 40 5. */
const TENS_AND_ONES = / ([2-9])0 (?:- )?([1-9])(?= )(?! (?:hours?|h|hrs?) )/g;

function figureOf(word: string): string {
  const figure = NUMBERS.get(word);
  return figure === undefined ? word : String(figure);
}

const MAY_SAY = /hour|hr|min|\bh\b|\dh/i;

/** As `lengthsSaid`, for a text. */
export function lengthsIn(text: string): readonly number[] {
  return MAY_SAY.test(text) ? lengthsSaid(tokenise(text)) : [];
}
