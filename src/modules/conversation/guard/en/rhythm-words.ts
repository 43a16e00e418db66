const NTH =
  "other|second|third|fourth|fifth|sixth|eighth|two|three|four|five|six|eight|ten|twelve|\\d{1,2}(?:nd|rd|th)?";
const WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";

/** `every two weeks`, `each second Tuesday`, `fortnightly`; matched against `plainOf`. */
export const RHYTHM = new RegExp(
  `\\b(?:every|each) (?:(${NTH}) )?(weeks?|months?|${WEEKDAY})\\b|\\b(bi-?weekly|weekly|fortnightly|monthly)\\b`,
  "g",
);

/** A question states nothing. */
export const ASKS = /\?\s*$/;
/** About opening hours, which are judged elsewhere. */
export const HOURS_WORDS = /\b(?:open|opens|opened|close|closes|closed|hours)\b/;

const WORDS: Readonly<Record<string, number>> = {
  other: 2,
  second: 2,
  two: 2,
  third: 3,
  three: 3,
  fourth: 4,
  four: 4,
  fifth: 5,
  five: 5,
  sixth: 6,
  six: 6,
  eighth: 8,
  eight: 8,
  ten: 10,
  twelve: 12,
};

export function intervalOf(nth: string | undefined): number {
  return nth === undefined ? 1 : (WORDS[nth] ?? Number.parseInt(nth, 10));
}
