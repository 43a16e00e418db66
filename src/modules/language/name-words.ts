import { lettersOf } from "./spelling.ts";
import type { Token } from "./tokens.ts";

/** How names are compared: languages differ in their endings and in the words that carry no meaning. */
export type NameRules = {
  readonly stem: (word: string) => string;
  readonly isTelling: (word: string) => boolean;
  /** Words that lead to the same thing, including the word itself: big and large, kid and son. */
  readonly alike: (word: string) => readonly string[];
  /** The durations given, in minutes. */
  readonly lengthsSaid: (tokens: readonly Token[]) => readonly number[];
  /** Words without meaning in names: for, the. */
  readonly joints: RegExp;
  /** Words after a name's word that say what it is for: a tutor *for* English. */
  readonly whatFor: RegExp;
  /** Possessives: my, our. */
  readonly own: RegExp;
  /** Words that separate two things that are both wanted. */
  readonly parts: RegExp;
};

/**
 * A word, or several joined together: as written (`raw`) and without its ending (`stem`), with the letter
 * masks of both (see `lettersOf`).
 */
export type Word = {
  readonly stem: string;
  readonly raw: string;
  readonly stemLetters: number;
  readonly rawLetters: number;
};

/** The words of a name. */
export function wordsOf(name: string, rules: NameRules): Word[] {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "")
    .map((word) => wordOf(word, rules));
}

function wordOf(raw: string, rules: NameRules): Word {
  const stem = rules.stem(raw);
  return { stem, raw, stemLetters: lettersOf(stem), rawLetters: lettersOf(raw) };
}

/** The words of a text in the form in which they are compared with names. */
export function wordsSaid(tokens: readonly Token[], rules: NameRules): readonly Word[] {
  return tokens.map(({ text }) => wordOf(text, rules));
}

const NOTHING: Word = { stem: "", raw: "", stemLetters: 0, rawLetters: 0 };
/** Stands in for a word that already belongs to a match; similar to nothing. */
export const SPENT: Word = { ...NOTHING, stem: "\0", raw: "\0", stemLetters: 1, rawLetters: 1 };

/** Joins several words into one. */
export function joined(words: readonly Word[]): Word {
  if (words.length === 1) return words[0]!;
  return words.reduce(
    (all, word) => ({
      stem: all.stem + word.stem,
      raw: all.raw + word.raw,
      stemLetters: all.stemLetters | word.stemLetters,
      rawLetters: all.rawLetters | word.rawLetters,
    }),
    NOTHING,
  );
}

/** Consecutive words of a text joined together, and the index of the first. */
type Window = { readonly word: Word; readonly from: number };
/** The windows of that many words that begin with this letter, in order; each is built once. */
export type Windows = (length: number, letter: string) => readonly Window[];

/** Everything in a text that a name may be compared with. */
export function windowsOf(words: readonly Word[]): Windows {
  const made: Map<string, readonly Window[]>[] = [];
  return (length, letter) => {
    const ofLength = (made[length] ??= new Map<string, readonly Window[]>());
    const known = ofLength.get(letter) ?? windowsFrom(words, length, letter);
    ofLength.set(letter, known);
    return known;
  };
}

function windowsFrom(words: readonly Word[], length: number, letter: string): Window[] {
  const windows: Window[] = [];
  for (let from = 0; from + length <= words.length; from += 1)
    if (words[from]!.raw.startsWith(letter))
      windows.push({ word: joined(words.slice(from, from + length)), from });
  return windows;
}
