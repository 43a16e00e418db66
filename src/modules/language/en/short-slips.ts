/** Short words that a question hangs on; longer ones are found by likeness (`spellerOf`). */
const WORDS = "how what when where which much many time open close long does have".split(" ");

/** Slips that are words of their own, or names. */
const OWN_WORDS = new Set("were may tie log dose odes dos des cloe whee wine hae tim mary ho wo".split(" "));

/** How these words are written by ear, and in a hurry. */
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
 * What the fingers make of short words: two neighbours swapped, or a letter within left out. Each slip and the word
 * that it stands for; of two words the earlier one.
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

/** The first and the last letter stay; three are too few to lose one. */
function shortened(word: string): string[] {
  if (word.length < 4) return [];
  return Array.from(word.slice(1, -1), (_, i) => word.slice(0, i + 1) + word.slice(i + 2));
}
