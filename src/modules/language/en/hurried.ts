import { type Step, textAt, type Word } from "./split.ts";
import { WEEKDAYS } from "./words.ts";

/** Words that whoever writes in haste may mean otherwise. */
export const HURRIED: ReadonlySet<string> = new Set(["2", "4", "no"]);

/** "2morrow", as it stands after short forms were written out. */
const MORROW = new Set(["tomorrow", "moro", "mro", "mrw", "moz", "mo"]);
const PLURAL_DAY = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|mornings|afternoons|evenings)$/;
const FOR_WHOM = new Set("a an my me us the him her".split(" "));

/** "In 4 a cut", "appt 4 sat 10am": a word, where something else than an hour follows, or an hour of its own. */
function isFor(words: readonly Word[], i: number): boolean {
  const [before, next] = [textAt(words, i - 1), textAt(words, i + 1)];
  if (words[i + 1]?.glued || !/^[a-z]{2,}$/.test(before) || NO_VISIT.has(before)) return false;
  if (FOR_WHOM.has(next)) return true;
  return WEEKDAYS.has(next) && /^\d/.test(textAt(words, i + (textAt(words, i + 2) === "at" ? 3 : 2)));
}

/** After these a number is one. */
const NO_VISIT = new Set(
  "at around about by before after until from to between and or past is number option no for of the".split(
    " ",
  ),
);

/** What such a word stands for: "2morrow", "2day", "appt 4 sat 10am", "no mondays". */
export function readHurried(words: readonly Word[], i: number): Step | undefined {
  const [text, next] = [textAt(words, i), textAt(words, i + 1)];
  if (text === "no") return PLURAL_DAY.test(next) ? { code: "not", length: 1 } : undefined;
  if (text === "4") return isFor(words, i) ? { code: "for", length: 1 } : undefined;
  if (words[i + 1]?.glued !== true) return undefined;
  if (MORROW.has(next)) return { code: "tomorrow", length: 2 };
  return next === "day" ? { code: "today", length: 2 } : undefined;
}
