import { matchesOf } from "#modules/language/index.ts";

import { LITTLE } from "./en/little-words.ts";
import { plainOf } from "./plain-text.ts";

/** The business's own texts, indexed for look-ups. */
export type OwnWords = {
  /** Masks verbatim quotes from them: six words or more, or a whole sentence. */
  readonly withoutQuotes: (plain: string) => string;
  /** Whether one of them contains these words and is on the topic of `plain`: shares a content word with it. */
  readonly say: (words: string, plain: string) => boolean;
  /** Whether one of them has these two words next to each other. */
  readonly havePair: (first: string, second: string) => boolean;
};

const GRAM = 4;
const LEAST = 6;

type OwnText = { readonly words: string; readonly stems: ReadonlySet<string> };

const known = new WeakMap<readonly string[], OwnWords>();

/** `ownTexts` must not be mutated: the index is cached for as long as the array lives. */
export function ownWordsOf(ownTexts: readonly string[]): OwnWords {
  const before = known.get(ownTexts);
  if (before) return before;
  const made = makeOwnWords(ownTexts);
  known.set(ownTexts, made);
  return made;
}

function makeOwnWords(ownTexts: readonly string[]): OwnWords {
  const grams = new Set<string>();
  const pairs = new Set<string>();
  const sentences = new Set<string>();
  const texts: OwnText[] = [];
  for (const text of ownTexts) {
    const plain = plainOf(text);
    const { words, gramAt } = inWords(plain);
    for (let i = 0; i + GRAM <= words.length; i += 1) grams.add(gramAt(i));
    for (let i = 0; i + 1 < words.length; i += 1) pairs.add(`${words[i]} ${words[i + 1]}`);
    for (const sentence of plain.split(/[.!?\n]+/)) sentences.add(joined(sentence));
    texts.push({ words: ` ${words.join(" ")} `, stems: stemsOf(words) });
  }
  sentences.delete("");
  return {
    withoutQuotes: (plain) => withoutQuotes(plain, grams, sentences),
    say: (words, plain) => {
      const wanted = ` ${joined(words)} `;
      const holding = texts.filter((text) => text.words.includes(wanted) || text.stems.has(wanted.trim()));
      if (holding.length === 0) return false;
      const about = stemsOf(inWords(plain).words);
      const own = new Set(joined(words).split(" ").map(stem));
      return holding.some(({ stems }) => [...about].some((one) => !own.has(one) && stems.has(one)));
    },
    havePair: (first, second) => pairs.has(`${first} ${second}`),
  };
}

/** The words and figures of a text. */
type InWords = {
  readonly words: readonly string[];
  /** Offsets in the text at which a word starts and ends. */
  readonly startOf: (word: number) => number;
  readonly endOf: (word: number) => number;
  /** All words, separated by single spaces. */
  readonly joined: string;
  /** `GRAM` words from this one on, separated by single spaces. */
  readonly gramAt: (word: number) => string;
};

const WORDS = /[\p{L}\d]+(?:[.:,][\d]+)*(?:'[a-z]+)?|%/gu;

function inWords(plain: string): InWords {
  const found = matchesOf(WORDS, plain);
  const words = found.map(([word]) => word);
  const joined = words.join(" ");
  const places = [0];
  for (const word of words) places.push((places.at(-1) ?? 0) + word.length + 1);
  return {
    words,
    startOf: (word) => found[word]?.index ?? plain.length,
    endOf: (word) => (found[word]?.index ?? plain.length) + (words[word]?.length ?? 0),
    joined,
    gramAt: (word) => joined.slice(places[word], (places[word + GRAM] ?? 0) - 1),
  };
}

function joined(plain: string): string {
  return inWords(plain).joined;
}

function stemsOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.filter((word) => word.length > 3 && !LITTLE.has(word) && !/\d/.test(word)).map(stem));
}

function stem(word: string): string {
  return word.slice(0, 6).replace(/(?:ing?|ed|es|s)$/, "");
}

function withoutQuotes(plain: string, grams: ReadonlySet<string>, sentences: ReadonlySet<string>): string {
  const { words, startOf, endOf, joined: all, gramAt } = inWords(plain);
  if (sentences.has(all)) return " quoted ";
  let rest = "";
  let from = 0;
  for (let i = 0; i + LEAST <= words.length; i += 1) {
    let end = i;
    while (end + GRAM <= words.length && grams.has(gramAt(end))) end += 1;
    const length = end === i ? 0 : end - i + GRAM - 1;
    if (length < LEAST) continue;
    rest += `${plain.slice(from, startOf(i))} quoted `;
    from = endOf(i + length - 1);
    i += length - 1;
  }
  return from === 0 ? plain : rest + plain.slice(from);
}
