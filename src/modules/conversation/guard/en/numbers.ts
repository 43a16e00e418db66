/** Digits as they are spoken in a telephone number. */
export const DIGIT_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    zero: "0",
    oh: "0",
    nought: "0",
    one: "1",
    two: "2",
    three: "3",
    four: "4",
    five: "5",
    six: "6",
    seven: "7",
    eight: "8",
    nine: "9",
  }),
);

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const VALUES: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, n) => [word, n] as const),
  ...TENS.map((word, n) => [word, (n + 2) * 10] as const),
]);

const WORD = `(?:${[...VALUES.keys()].join("|")})`;
/** A number in words, up to the thousands: forty-five, a hundred and twenty, two thousand. */
export const NUMBER_WORDS = `(?:(?:an?|${WORD}) (?:hundred|thousand)|${WORD})(?:[ -](?:and )?(?:${WORD}|hundred|thousand))*`;

/** The value of a number in words. */
export function countOf(words: string): number {
  let total = 0;
  let part = 0;
  for (const word of words.split(/[ -]+/)) {
    if (word === "a" || word === "an") part = 1;
    else if (word === "hundred") part = Math.max(part, 1) * 100;
    else if (word === "thousand") {
      total += Math.max(part, 1) * 1000;
      part = 0;
    } else part += VALUES.get(word) ?? 0;
  }
  return total + part;
}

const LARGE = new RegExp(`(?<![a-z])${NUMBER_WORDS}(?![a-z])`, "g");

/** Puts numbers of a hundred or more, and three quarters of an hour, into figures; smaller ones stay as they are. */
export function withFigures(text: string): string {
  if (!/hundred|thousand|quarters/.test(text)) return text;
  const plain = text.replaceAll(/\b(?:three|3) quarters of an hour\b/g, "45 minutes");
  return plain.replaceAll(LARGE, (words) =>
    /hundred|thousand/.test(words) ? String(countOf(words)) : words,
  );
}
