import { byWord } from "#modules/language/by-word.ts";
import type { Token } from "#modules/language/tokens.ts";

import { EXPANSIONS, INNOCENT, MONTHS, NUMBERS, ORDINALS, SPELLABLE, WEEKDAYS } from "./words.ts";
import { spellerOf } from "#modules/language/spelling.ts";

/** A word with its range in the original text, after contractions and abbreviations have been expanded. */
export type Word = Token;

/** The piece that one or more words form, and the number of words. */
export type Step = { readonly code: string; readonly length: number };

/** The text of word `i`; "" if there is none. */
export function textAt(words: readonly Word[], i: number): string {
  return words[i]?.text ?? "";
}

const speller = spellerOf(SPELLABLE, INNOCENT);

/** After these words 's means "is"; elsewhere it is a genitive and is dropped. */
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

/** Expands contractions and abbreviations, and corrects typos. */
export function splitWords(tokens: readonly Token[]): Word[] {
  const words: Word[] = [];
  for (const token of tokens) {
    const written = asWritten(token.text);
    if (written === token.text) words.push(token);
    else pushEach(words, token, written.split(" "));
  }
  return words;
}

function pushEach(words: Word[], { start, end, glued }: Token, texts: readonly string[]): void {
  for (const [i, text] of texts.entries()) words.push({ text, start, end, glued: i === 0 && glued });
}

const asWritten = byWord(writtenOut);

/** The words it stands for, separated by spaces. */
function writtenOut(text: string): string {
  const known = EXPANSIONS.get(text);
  if (known !== undefined) return known;
  const mark = text.indexOf("'");
  if (mark > 0) return withoutMark(text, mark);
  // Short words, known words and tokens that do not start with a letter are left as they are.
  if (text.length < 5 || text < "a" || isWord(text)) return text;
  if (text.endsWith("ish")) {
    const hour = text.slice(0, -3);
    if (NUMBERS.has(hour)) return `${hour} ish`;
  }
  return speller.correct(text) ?? text;
}

function withoutMark(text: string, mark: number): string {
  const [base, ending] = [text.slice(0, mark), text.slice(mark + 1)];
  if (text.endsWith("n't")) return `${text.slice(0, -3)} not`;
  const helper = ENDINGS.get(ending);
  if (helper !== undefined) return `${base} ${helper}`;
  if (ending === "s") return BEFORE_IS.has(base) ? `${base} is` : writtenOut(base);
  return text.replaceAll("'", "");
}

function isWord(text: string): boolean {
  return WEEKDAYS.has(text) || MONTHS.has(text) || NUMBERS.has(text) || ORDINALS.has(text);
}
