import { matchesOf } from "#modules/language/index.ts";

import { DIGIT_WORDS } from "./en/numbers.ts";
import { FINE, type Judgement, offends } from "./facts.ts";

const WORD = [...DIGIT_WORDS.keys()].join("|");
const ONE = `(?:\\d+|(?<![a-z])(?:${WORD}|double|triple)(?![a-z]))`;
const RUN = new RegExp(`\\+?\\(?${ONE}(?:[\\s.,()/+-]{0,4}${ONE}){2,}|\\d{7,}`, "g");
const EACH = new RegExp(ONE, "g");
/** Dates and clock times are not telephone numbers. */
const OTHER = /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}:\d{2}/g;
/** Minimum digits: a shorter number cannot be called. */
const SHORTEST = 7;

/** Judges telephone numbers in digits or words, whatever their spacing; `rest` has them masked. */
export function judgePhones(plain: string, allowed: readonly string[]): { verdict: Judgement; rest: string } {
  let verdict = FINE;
  const text = plain.replaceAll(OTHER, (found) => found.replaceAll(/\d/g, "\u0001"));
  let rest = "";
  let from = 0;
  for (const match of matchesOf(RUN, text)) {
    const digits = digitsOf(match[0]);
    if (digits === undefined) continue;
    if (!allowed.some((phone) => phone.endsWith(digits.replace(/^0+/, ""))))
      verdict = verdict.ok ? offends("phone", match[0]) : verdict;
    rest += `${plain.slice(from, match.index)} contact `;
    from = match.index + match[0].length;
  }
  return { verdict, rest: from === 0 ? plain : rest + plain.slice(from) };
}

/** The digits of a run; undefined if it is too short to be called, or a list of hours or prices. */
function digitsOf(run: string): string | undefined {
  const parts = run.match(EACH) ?? [];
  let digits = "";
  let times = 1;
  for (const part of parts) {
    if (part === "double" || part === "triple") times = part === "double" ? 2 : 3;
    else {
      digits += (DIGIT_WORDS.get(part) ?? part).repeat(times);
      times = 1;
    }
  }
  if (digits.length < SHORTEST) return undefined;
  const isList = run.includes(",") && parts.every((part) => /^\d{1,2}$/.test(part) || DIGIT_WORDS.has(part));
  const isSingles = parts.every((part) => part.length === 1 || !/^\d/.test(part));
  return isList && !isSingles ? undefined : digits;
}
