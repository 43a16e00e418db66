import type { Token } from "#modules/language/tokens.ts";

import { EXPANSIONS, INNOCENT, MONTHS, NUMBERS, ORDINALS, SPELLABLE, WEEKDAYS } from "./words.ts";
import { spellerOf } from "#modules/language/spelling.ts";

/** A word with its place, after contractions and short forms were written out. */
export type Word = Token;

const speller = spellerOf(SPELLABLE, INNOCENT);

/** Before these, 's is "is"; elsewhere it is the genitive, and goes. */
const BEFORE_IS = new Set(
  "it that what where who when how there he she here this everything which".split(" "),
);
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ["d", "would"],
  ["ll", "will"],
  ["re", "are"],
  ["ve", "have"],
  ["m", "be"],
]);

/** Writes contractions and short forms out and mends slips of the finger. */
export function splitWords(tokens: readonly Token[]): Word[] {
  return tokens.flatMap((token) =>
    writtenOut(token.text).map((text, i) => ({ ...token, text, glued: i === 0 && token.glued })),
  );
}

function writtenOut(text: string): readonly string[] {
  const known = EXPANSIONS.get(text);
  if (known !== undefined) return known.split(" ");
  const mark = text.indexOf("'");
  if (mark > 0) return withoutMark(text, mark);
  if (!/^[a-z]{5,}$/.test(text) || isWord(text)) return [text];
  return [speller.correct(text) ?? text];
}

function withoutMark(text: string, mark: number): readonly string[] {
  const [base, ending] = [text.slice(0, mark), text.slice(mark + 1)];
  if (text.endsWith("n't")) return [text.slice(0, -3), "not"];
  const helper = ENDINGS.get(ending);
  if (helper !== undefined) return [base, helper];
  if (ending === "s") return BEFORE_IS.has(base) ? [base, "is"] : writtenOut(base);
  return [text.replaceAll("'", "")];
}

function isWord(text: string): boolean {
  return WEEKDAYS.has(text) || MONTHS.has(text) || NUMBERS.has(text) || ORDINALS.has(text);
}
