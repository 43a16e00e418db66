import { LITTLE } from "./en/little-words.ts";
import { plainOf } from "./plain-text.ts";

/** The business's own texts, for looking up what stands in them. */
export type OwnWords = {
  /** A text with what is quoted word for word from them (six words or more, or a whole sentence) blanked. */
  readonly withoutQuotes: (plain: string) => string;
  /** Whether one of them holds these words and is about what the text is about: shares a telling word with it. */
  readonly say: (words: string, plain: string) => boolean;
  /** Whether these two words stand beside one another there. */
  readonly havePair: (first: string, second: string) => boolean;
};

const GRAM = 4;
const LEAST = 6;

type OwnText = { readonly words: string; readonly stems: ReadonlySet<string> };

const known = new WeakMap<readonly string[], OwnWords>();

/** `ownTexts` must not change: what is made of it is kept as long as it. */
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
    const words = wordsOf(plain).map(([word]) => word);
    for (let i = 0; i + GRAM <= words.length; i += 1) grams.add(words.slice(i, i + GRAM).join(" "));
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
      const about = stemsOf(wordsOf(plain).map(([word]) => word));
      const own = new Set(joined(words).split(" ").map(stem));
      return holding.some(({ stems }) => [...about].some((one) => !own.has(one) && stems.has(one)));
    },
    havePair: (first, second) => pairs.has(`${first} ${second}`),
  };
}

/** Words and figures, each with where it starts and ends. */
function wordsOf(plain: string): (readonly [word: string, start: number, end: number])[] {
  return [...plain.matchAll(/[\p{L}\d]+(?:[.:,][\d]+)*(?:'[a-z]+)?|%/gu)].map(
    (match) => [match[0], match.index, match.index + match[0].length] as const,
  );
}

function joined(plain: string): string {
  return wordsOf(plain)
    .map(([word]) => word)
    .join(" ");
}

function stemsOf(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.filter((word) => word.length > 3 && !LITTLE.has(word) && !/\d/.test(word)).map(stem));
}

function stem(word: string): string {
  return word.slice(0, 6).replace(/(?:ing?|ed|es|s)$/, "");
}

function withoutQuotes(plain: string, grams: ReadonlySet<string>, sentences: ReadonlySet<string>): string {
  const words = wordsOf(plain);
  if (sentences.has(words.map(([word]) => word).join(" "))) return " quoted ";
  let rest = "";
  let from = 0;
  for (let i = 0; i + LEAST <= words.length; i += 1) {
    let end = i;
    while (
      end + GRAM <= words.length &&
      grams.has(
        words
          .slice(end, end + GRAM)
          .map(([word]) => word)
          .join(" "),
      )
    )
      end += 1;
    const length = end === i ? 0 : end - i + GRAM - 1;
    if (length < LEAST) continue;
    rest += `${plain.slice(from, words[i]?.[1])} quoted `;
    from = words[i + length - 1]?.[2] ?? plain.length;
    i += length - 1;
  }
  return rest + plain.slice(from);
}
