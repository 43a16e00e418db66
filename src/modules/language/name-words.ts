import { lettersOf } from "./spelling.ts";
import type { Token } from "./tokens.ts";

/** How names are compared; languages differ in their endings and in the words that tell nothing. */
export type NameRules = {
  readonly stem: (word: string) => string;
  readonly isTelling: (word: string) => boolean;
  /** Words that lead to the same thing, itself among them: big and large, kid and son. */
  readonly alike: (word: string) => readonly string[];
  /** Lengths that are said, in minutes. */
  readonly lengthsSaid: (tokens: readonly Token[]) => readonly number[];
  /** Little words in names that tell nothing: for, the. */
  readonly joints: RegExp;
  /** After a word of a name it is told what for: a tutor for English. */
  readonly whatFor: RegExp;
  /** Whose something is: my, our. */
  readonly own: RegExp;
  /** What stands between two things that are both wished for. */
  readonly parts: RegExp;
};

/** A word, or several written together: as it stands, and without its endings; the letters are those of `lettersOf`. */
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

/** The words of a text, as they are compared with names. */
export function wordsSaid(tokens: readonly Token[], rules: NameRules): readonly Word[] {
  return tokens.map(({ text }) => wordOf(text, rules));
}

const NOTHING: Word = { stem: "", raw: "", stemLetters: 0, rawLetters: 0 };
/** In place of a word that is part of a name already; like none. */
export const SPENT: Word = { ...NOTHING, stem: "\0", raw: "\0", stemLetters: 1, rawLetters: 1 };

/** Several words written together. */
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

/** Some words of a text in a row, written together, and where they begin. */
type Window = { readonly word: Word; readonly from: number };
/** Those of so many words that begin with this letter, in order: each is put together once. */
export type Windows = (length: number, letter: string) => readonly Window[];

/** All that a name may be compared with in a text. */
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
