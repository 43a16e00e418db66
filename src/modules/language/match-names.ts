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
  const words = tokens.map(({ text }) => rules.stem(text));
  const hits = list.flatMap((named) => bestHit(named, words, rules)).toSorted(byLikeness);
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

function bestHit(named: Named, words: readonly string[], rules: NameRules): Hit[] {
  const names = [named.name, ...(named.aliases ?? [])].map((name) => wordsOf(name, rules));
  const whole = names.flatMap((name) => windowHits(named, name, words, 1));
  const partly = names.flatMap((name) =>
    name.length < 2
      ? []
      : name.filter(rules.isTelling).flatMap((word) => windowHits(named, [word], words, 0.95)),
  );
  return [...whole, ...partly].toSorted(byLikeness).slice(0, 1);
}

function wordsOf(name: string, rules: NameRules): string[] {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== "")
    .map(rules.stem);
}

/** Every place where the name stands, in as many words or written together or apart. */
function windowHits(named: Named, name: readonly string[], words: readonly string[], weight: number): Hit[] {
  const written = name.join("");
  const hits: Hit[] = [];
  if (written.length < 2) return hits;
  for (let from = 0; from < words.length; from += 1) {
    for (const length of new Set([name.length, name.length + 1, name.length - 1])) {
      if (length < 1 || from + length > words.length) continue;
      const said = words.slice(from, from + length).join("");
      const likeness = likenessOf(said, written) * weight;
      if (likeness >= LEAST) hits.push({ named, likeness, from, to: from + length });
    }
  }
  return hits;
}

/** 1 for the same; less by the share of letters that differ. Short names and first letters must be right. */
function likenessOf(said: string, written: string): number {
  if (said === written) return 1;
  if (written.length < 5 || said[0] !== written[0] || Math.abs(said.length - written.length) > 2) return 0;
  return 1 - slipsBetween(said, written) / Math.max(said.length, written.length);
}
