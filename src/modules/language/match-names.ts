import { joined, type NameRules, SPENT, windowsOf, type Windows, type Word, wordsOf } from "./name-words.ts";
import { leastSlips, slipsBetween } from "./spelling.ts";
import type { Named } from "./values.ts";

export { type Word, wordsSaid } from "./name-words.ts";

/** Something of the business's that a text names, and where. */
export type Match = {
  readonly named: Named;
  /** Others that fit nearly as well: to be asked about. */
  readonly alternatives: readonly Named[];
  readonly from: number;
  readonly to: number;
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

/** A way to call something, or a part of one: in so many words. */
type Spelled = Word & { readonly length: number; readonly weight: number };
/** All ways to call one thing. */
type Names = { readonly named: Named; readonly ways: readonly Spelled[] };

/** What a business offers stays the same for many messages: each list is made ready once. */
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
    // A word of a name tells nothing when another's name begins with it: hair, where there is a haircut.
    const beginsOne = (stem: string): boolean =>
      others.some((other) => other.stem !== stem && other.stem.startsWith(stem));
    const parts = names
      .filter((name) => name.length > 1)
      .flatMap((name) => name.filter(({ stem }) => rules.isTelling(stem) && !beginsOne(stem)));
    const ways = [
      ...names.map((name) => ({ ...joined(name), length: name.length, weight: WHOLE })),
      ...parts.map((part) => ({ ...part, length: 1, weight: PART })),
    ];
    return { named, ways: ways.filter(({ stem }) => stem.length > 1) };
  });
}

/** The same without those from one place up to another: in their place stand words that are like none. */
export function withoutWords(words: readonly Word[], { from, to }: Match): readonly Word[] {
  return words.map((word, i) => (i >= from && i < to ? SPENT : word));
}

/** The place that is most like one of the names, in as many words or written together or apart. */
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

/** What an ending hides is short, and short words have to be right: a slip is seen in the whole word as well. */
function likenessOf(said: Word, written: Word): number {
  return Math.max(
    likeness(said.stem, written.stem, leastSlips(said.stemLetters, written.stemLetters)),
    likeness(said.raw, written.raw, leastSlips(said.rawLetters, written.rawLetters)),
  );
}

/** 1 for the same; less by the share of letters that differ; 0 for what cannot count. Short names must be right. */
function likeness(said: string, written: string, least: number): number {
  if (said === written) return 1;
  const longest = Math.max(said.length, written.length);
  if (written.length < 5 || Math.abs(said.length - written.length) > 2 || 1 - least / longest < LEAST)
    return 0;
  return 1 - slipsBetween(said, written) / longest;
}
