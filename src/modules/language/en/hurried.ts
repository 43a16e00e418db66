import { type Step, textAt, type Word } from "./split.ts";
import { WEEKDAYS } from "./words.ts";

/** What may follow the 2 of "2morrow" once abbreviations are expanded. */
const MORROW = new Set(["tomorrow", "moro", "mro", "mrw", "moz", "mo"]);
const PLURAL_DAY = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|mornings|afternoons|evenings)$/;
const FOR_WHOM = new Set("a an my me us the him her".split(" "));

/**
 * "In 4 a cut", "appt 4 sat 10am": a 4 means "for" if something other than an hour follows, or an hour is
 * given separately.
 */
function isFor(words: readonly Word[], i: number): boolean {
  const [before, next] = [textAt(words, i - 1), textAt(words, i + 1)];
  if (words[i + 1]?.glued || !/^[a-z]{2,}$/.test(before) || NO_VISIT.has(before)) return false;
  if (FOR_WHOM.has(next)) return true;
  return WEEKDAYS.has(next) && /^\d/.test(textAt(words, i + (textAt(words, i + 2) === "at" ? 3 : 2)));
}

/** After these words a number is a number. */
const NO_VISIT = new Set(
  "at around about by before after until from to between and or past is number option no for of the".split(
    " ",
  ),
);

type Reader = (words: readonly Word[], i: number) => Step | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  "2": (words, i) => {
    if (words[i + 1]?.glued !== true) return undefined;
    const next = textAt(words, i + 1);
    if (MORROW.has(next)) return { code: "tomorrow", length: 2 };
    return next === "day" ? { code: "today", length: 2 } : undefined;
  },
  "4": (words, i) => (isFor(words, i) ? { code: "for", length: 1 } : undefined),
  no: (words, i) => (PLURAL_DAY.test(textAt(words, i + 1)) ? { code: "not", length: 1 } : undefined),
  b: (words, i) =>
    textAt(words, i + 1) === "4" && words[i + 1]?.glued ? { code: "before", length: 2 } : undefined,
  aft: (words, i) => ({ code: /^\d/.test(textAt(words, i + 1)) ? "after" : "afternoon", length: 1 }),
  btw: (words, i) => (/^\d/.test(textAt(words, i + 1)) ? { code: "between", length: 1 } : undefined),
};

/** Abbreviations that may mean something other than they say. */
export const HURRIED: ReadonlySet<string> = new Set(Object.keys(READERS));

/**
 * What such an abbreviation stands for: "2morrow", "2day", "appt 4 sat 10am", "no mondays", "b4 3", "fri
 * aft".
 */
export function readHurried(words: readonly Word[], i: number): Step | undefined {
  return READERS[textAt(words, i)]?.(words, i);
}
