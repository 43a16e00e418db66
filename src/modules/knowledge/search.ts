import type { TenantDb } from "#db/tenant-db.ts";
import { keywordsOf } from "#modules/language/index.ts";

import { type KnownText, textsOf } from "./text-indexes.ts";

/** The result: an answer to rely on, or, below the threshold, the nearest texts (at most three). */
export type KnowledgeFound =
  | { readonly outcome: "answer"; readonly text: KnownText; readonly near: readonly KnownText[] }
  | { readonly outcome: "unsure"; readonly near: readonly KnownText[] };

/** The share of the query's keywords, weighted by rarity, that an answer must contain. */
const LEAST_COVERED = 0.5;
/** The same if one of the keywords occurs nowhere in the business's texts. */
const LEAST_WITH_STRANGE = 0.6;
/** The relative lead in weight that the best needs over another that contains as many of the words. */
const LEAD = 0.02;

type Scored = {
  readonly text: KnownText;
  readonly covered: number;
  readonly titled: number;
  readonly weight: number;
};

/**
 * Searches the business's own questions, answers and policies. It is answered only if the best match contains
 * at least half of the keywords by weight, one of them in its question or tags, and is ahead of the second.
 */
export function searchKnowledge(db: TenantDb, query: string): KnowledgeFound {
  const known = textsOf(db);
  const before = latest.get(known);
  if (before?.query === query) return before.found;
  const found = lookUp(known, query);
  latest.set(known, { query, found });
  return found;
}

type Texts = ReturnType<typeof textsOf>;

/**
 * The latest query of each index: within a turn, the check whether a question can be answered and the tool
 * that answers it ask the same.
 */
const latest = new WeakMap<Texts, { readonly query: string; readonly found: KnowledgeFound }>();

function lookUp(known: Texts, query: string): KnowledgeFound {
  const { index, texts } = known;
  const asked = keywordsOf(query).map((words) => wordsIn(known, words));
  if (asked.every(({ held }) => held.size === 0)) return { outcome: "unsure", near: [] };
  const groups = asked.map(({ words }) => words);
  const anywhere = asked.map(({ held }) => held);
  const titled = asked.map(({ words, held }) => (held.size === 0 ? held : index.titled(words)));
  const weights = anywhere.map((held) => Math.log(1 + texts.length / Math.max(held.size, 1)));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (held: readonly ReadonlySet<number>[], i: number): number =>
    held.reduce((sum, set, word) => sum + (set.has(i) ? (weights[word] ?? 0) : 0), 0) / all;
  const scored = index
    .anyOf(groups.flat())
    .map(({ index: i, weight }): Scored => {
      return { text: texts[i]!, covered: share(anywhere, i), titled: share(titled, i), weight };
    })
    .toSorted((a, b) => b.covered + b.titled - (a.covered + a.titled) || b.weight - a.weight);
  const near = scored.slice(0, 3).map(({ text }) => text);
  const [best, second] = scored;
  const isStrange = anywhere.some((held) => held.size === 0);
  if (!best || !isCovered(best, isStrange) || isTie(best, second)) return { outcome: "unsure", near };
  return { outcome: "answer", text: best.text, near: near.slice(1) };
}

/** The words as the business spells them, and the texts that contain them; a typo is corrected. */
function wordsIn({ index, speller }: Texts, words: readonly string[]) {
  const held = index.holding(words);
  const meant = held.size > 0 ? undefined : speller.correct(words[0] ?? "");
  const right = meant === undefined ? undefined : keywordsOf(meant)[0];
  return right === undefined ? { words, held } : { words: right, held: index.holding(right) };
}

function isCovered({ covered, titled }: Scored, isStrange: boolean): boolean {
  return titled > 0 && covered >= (isStrange ? LEAST_WITH_STRANGE : LEAST_COVERED);
}

function isTie(best: Scored, second: Scored | undefined): boolean {
  if (!second || second.covered < best.covered || second.titled < best.titled) return false;
  return best.weight - second.weight < LEAD * Math.abs(best.weight);
}
