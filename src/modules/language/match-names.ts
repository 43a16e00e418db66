import { slipsBetween } from "./spelling.ts";
import type { Token } from "./tokens.ts";
import type { Named } from "./values.ts";

/** Something of the business's that a text names, and where. */
export type Match = {
  readonly named: Named;
  /** Others that fit nearly as well: to be asked about. */
  readonly alternatives: readonly Named[];
  readonly from: number;
  readonly to: number;
};

/** How names are compared; languages differ in their endings and in the words that tell nothing. */
export type NameRules = {
  readonly stem: (word: string) => string;
  readonly isTelling: (word: string) => boolean;
};

/** Least likeness that counts, and by how much the best must lead (reference/assistant.md). */
const LEAST = 0.82;
const LEAD = 0.1;

type Hit = { readonly named: Named; readonly likeness: number; readonly from: number; readonly to: number };

/**
 * The best fit of a list in a text, by names and aliases, forgiving slips; `undefined` if nothing is near
 * enough. A part of a name counts when it belongs to no other on the list.
 */
export function findNamed(
  tokens: readonly Token[],
  list: readonly Named[],
  rules: NameRules,
): Match | undefined {
  const words = tokens.map(({ text }): Word => ({ stem: rules.stem(text), raw: text }));
  const names = list.map((named): Names => ({ named, words: namesOf(named, rules) }));
  const hits = names
    .flatMap((one) => bestHit(one, words, tellsApart(one, names, rules)))
    .toSorted(byLikeness);
  const [best] = hits;
  if (best === undefined) return undefined;
  const near = hits.slice(1).filter((hit) => isRival(hit, best));
  return { named: best.named, alternatives: near.map(({ named }) => named), from: best.from, to: best.to };
}

function byLikeness(a: Hit, b: Hit): number {
  return b.likeness - a.likeness || b.to - b.from - (a.to - a.from);
}

function isRival(hit: Hit, best: Hit): boolean {
  const isLonger = best.to - best.from > hit.to - hit.from;
  return (
    !isLonger &&
    hit.named.id !== best.named.id &&
    best.likeness - hit.likeness < LEAD &&
    hit.from < best.to &&
    hit.to > best.from
  );
}

/** A word as it stands and without its ending. */
type Word = { readonly stem: string; readonly raw: string };
/** All names of one thing, each as its words. */
type Names = { readonly named: Named; readonly words: readonly (readonly Word[])[] };

function namesOf(named: Named, rules: NameRules): Word[][] {
  return [named.name, ...(named.aliases ?? [])].map((name) => wordsOf(name, rules));
}

/** A word of a name tells nothing when another's name begins with it: hair, where there is a haircut. */
function tellsApart(one: Names, all: readonly Names[], rules: NameRules): (word: Word) => boolean {
  const others = all.filter(({ named }) => named.id !== one.named.id).flatMap(({ words }) => words.flat());
  const beginsOne = (stem: string): boolean =>
    others.some((other) => other.stem !== stem && other.stem.startsWith(stem));
  return ({ stem }) => rules.isTelling(stem) && !beginsOne(stem);
}

function bestHit(
  { named, words: names }: Names,
  words: readonly Word[],
  isTelling: (word: Word) => boolean,
): Hit[] {
  const whole = names.flatMap((name) => windowHits(named, name, words, 1));
  const partly = names.flatMap((name) =>
    name.length < 2 ? [] : name.filter(isTelling).flatMap((word) => windowHits(named, [word], words, 0.95)),
  );
  return [...whole, ...partly].toSorted(byLikeness).slice(0, 1);
}

function wordsOf(name: string, rules: NameRules): Word[] {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "")
    .map((word) => ({ stem: rules.stem(word), raw: word }));
}

/** Every place where the name stands, in as many words or written together or apart. */
function windowHits(named: Named, name: readonly Word[], words: readonly Word[], weight: number): Hit[] {
  const written = joined(name);
  const hits: Hit[] = [];
  if (written.stem.length < 2) return hits;
  for (let from = 0; from < words.length; from += 1) {
    for (const length of new Set([name.length, name.length + 1, name.length - 1])) {
      if (length < 1 || from + length > words.length) continue;
      const said = joined(words.slice(from, from + length));
      // What an ending hides is short, and short words have to be right: a slip is seen in the whole word.
      const likeness =
        Math.max(likenessOf(said.stem, written.stem), likenessOf(said.raw, written.raw)) * weight;
      if (likeness >= LEAST) hits.push({ named, likeness, from, to: from + length });
    }
  }
  return hits;
}

function joined(words: readonly Word[]): Word {
  return { stem: words.map(({ stem }) => stem).join(""), raw: words.map(({ raw }) => raw).join("") };
}

/** 1 for the same; less by the share of letters that differ. Short names and first letters must be right. */
function likenessOf(said: string, written: string): number {
  if (said === written) return 1;
  if (written.length < 5 || said[0] !== written[0] || Math.abs(said.length - written.length) > 2) return 0;
  return 1 - slipsBetween(said, written) / Math.max(said.length, written.length);
}
