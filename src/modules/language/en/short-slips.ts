/** Short words that a question depends on; longer ones are corrected by similarity (`spellerOf`). */
const WORDS = "how what when where which much many time open close long does have".split(" ");

/** Possible typos that are words or names themselves. */
const OWN_WORDS = new Set("were may tie log dose odes dos des cloe whee wine hae tim mary ho wo".split(" "));

/** Phonetic and abbreviated spellings of these words. */
const BY_EAR: readonly (readonly [string, string])[] = [
  ["wut", "what"],
  ["wot", "what"],
  ["wats", "what is"],
  ["wens", "when is"],
  ["wher", "where"],
  ["r", "are"],
  ["yse", "yes"],
  ["eys", "yes"],
  ["yss", "yes"],
  ["yez", "yes"],
  ["yeas", "yes"],
  ["rigth", "right"],
  ["rihgt", "right"],
];

/**
 * Typical typos in short words: two adjacent letters swapped, or an inner letter missing. Each typo with the
 * word it stands for; if two words share a typo, the earlier word wins.
 */
export const SHORT_SLIPS: readonly (readonly [string, string])[] = [
  ...BY_EAR,
  ...new Map(
    WORDS.toReversed().flatMap((word) =>
      [...swapped(word), ...shortened(word)].filter(isFree).map((slip) => [slip, word] as const),
    ),
  ),
];

function isFree(slip: string): boolean {
  return !OWN_WORDS.has(slip) && !WORDS.includes(slip);
}

function swapped(word: string): string[] {
  return Array.from(word.slice(1), (next, i) => word.slice(0, i) + next + word[i] + word.slice(i + 2));
}

/** First and last letter stay; words of three letters are too short to lose one. */
function shortened(word: string): string[] {
  if (word.length < 4) return [];
  return Array.from(word.slice(1, -1), (_, i) => word.slice(0, i + 1) + word.slice(i + 2));
}
