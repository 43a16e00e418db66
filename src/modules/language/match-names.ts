import { joined, type NameRules, SPENT, windowsOf, type Windows, type Word, wordsOf } from "./name-words.ts";
import { leastSlips, slipsBetween } from "./spelling.ts";
import type { Named } from "./values.ts";

export { type Word, wordsSaid } from "./name-words.ts";

/** A service or person of the business's that a text names, and where. */
export type Match = {
  readonly named: Named;
  /** Others that fit nearly as well; the customer has to be asked. */
  readonly alternatives: readonly Named[];
  readonly from: number;
  readonly to: number;
};

/** The minimum similarity, and the lead that the best match needs (reference/assistant.md). */
const LEAST = 0.82;
const LEAD = 0.1;

type Hit = { readonly named: Named; readonly likeness: number; readonly from: number; readonly to: number };

/**
 * The best match from a list, by names and aliases, tolerating typos; `undefined` if nothing is similar
 * enough. Part of a name counts if no other name on the list contains it.
 */
export function findNamed(
  words: readonly Word[],
  list: readonly Named[],
  rules: NameRules,
): Match | undefined {
  const said = windowsOf(words);
  const hits = preparedNames(list, rules)
    .flatMap((names) => bestHit(names, said) ?? [])
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

/** A way to write a name or part of one, as `length` words joined together. */
type Spelled = Word & { readonly length: number; readonly weight: number };
/** All ways to write one item's names. */
type Names = { readonly named: Named; readonly ways: readonly Spelled[] };

/** A business's offer stays the same over many messages, so each list is prepared once. */
const prepared = new WeakMap<
  readonly Named[],
  { readonly rules: NameRules; readonly names: readonly Names[] }
>();

function preparedNames(list: readonly Named[], rules: NameRules): readonly Names[] {
  const known = prepared.get(list);
  if (known?.rules === rules) return known.names;
  const names = prepareNames(list, rules);
  prepared.set(list, { rules, names });
  return names;
}

const WHOLE = 1;
const PART = 0.95;

function prepareNames(list: readonly Named[], rules: NameRules): Names[] {
  const all = list.map((named) => ({
    named,
    names: [named.name, ...(named.aliases ?? [])].map((name) => wordsOf(name, rules)),
  }));
  return all.map(({ named, names }) => {
    const others = all.filter((other) => other.named.id !== named.id).flatMap((other) => other.names.flat());
    // A word of a name says nothing if another name begins with it: "hair", where there is a haircut.
    const beginsOne = (stem: string): boolean =>
      others.some((other) => other.stem !== stem && other.stem.startsWith(stem));
    const parts = names
      .filter((name) => name.length > 1)
      .flatMap((name) => name.filter(({ stem }) => rules.isTelling(stem) && !beginsOne(stem)));
    const ways = [
      ...names.map((name) => ({ ...joined(name), length: name.length, weight: WHOLE })),
      ...hyphenatedIn(named)
        .map((pair) => wordsOf(pair, rules))
        .map((pair) => ({ ...joined(pair), length: 2, weight: PART })),
      ...parts.map((part) => ({ ...part, length: 1, weight: PART })),
    ];
    return { named, ways: ways.filter(({ stem }) => stem.length > 1) };
  });
}

/** The hyphenated words of longer names, which may be written as one: "checkup", of a children's check-up. */
function hyphenatedIn({ name, aliases = [] }: Named): string[] {
  return [name, ...aliases].flatMap((one) => [...one.matchAll(HYPHENATED)].map(([pair]) => pair));
}

const HYPHENATED = /(?<=\s)\p{L}{2,}-\p{L}{2,}|\p{L}{2,}-\p{L}{2,}(?=\s)/gu;

/** Replaces the words of a match by placeholders that match nothing. */
export function withoutWords(words: readonly Word[], { from, to }: Match): readonly Word[] {
  return words.map((word, i) => (i >= from && i < to ? SPENT : word));
}

/**
 * The stretch most similar to one of the names; it may have one word more or less, since people write words
 * together or apart.
 */
function bestHit({ named, ways }: Names, windows: Windows): Hit | undefined {
  let best: Hit | undefined;
  for (const way of ways) {
    for (const length of [way.length, way.length + 1, way.length - 1]) {
      if (length < 1) continue;
      for (const { word, from } of windows(length, way.raw.charAt(0))) {
        const likeness = likenessOf(word, way) * way.weight;
        if (likeness < LEAST) continue;
        const hit = { named, likeness, from, to: from + length };
        if (best === undefined || byLikeness(hit, best) < 0) best = hit;
      }
    }
  }
  return best;
}

/**
 * Takes the better of stem and whole word: a stem may be too short to tolerate a typo that the whole word
 * tolerates.
 */
function likenessOf(said: Word, written: Word): number {
  return Math.max(
    likeness(said.stem, written.stem, leastSlips(said.stemLetters, written.stemLetters)),
    likeness(said.raw, written.raw, leastSlips(said.rawLetters, written.rawLetters)),
  );
}

/**
 * From 1 for equal down by the share of letters that differ; 0 if too different. Short names must be exact.
 */
function likeness(said: string, written: string, least: number): number {
  if (said === written) return 1;
  const longest = Math.max(said.length, written.length);
  if (written.length < 5 || Math.abs(said.length - written.length) > 2 || 1 - least / longest < LEAST)
    return 0;
  return 1 - slipsBetween(said, written) / longest;
}
