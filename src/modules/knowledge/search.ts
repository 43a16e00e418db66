import type { TenantDb } from "#db/tenant-db.ts";
import { keywordsOf } from "#modules/language/index.ts";

import { type KnownText, textsOf } from "./text-indexes.ts";

export type { KnownText } from "./text-indexes.ts";

/** What was found: an answer to rely on, or, below the threshold, what is nearest (at most three). */
export type KnowledgeFound =
  | { readonly outcome: "answer"; readonly text: KnownText; readonly near: readonly KnownText[] }
  | { readonly outcome: "unsure"; readonly near: readonly KnownText[] };

/** So much of the words that tell something, the rarer the more, must be in what answers them. */
const LEAST_COVERED = 0.5;
/** And so much where one of them is of something that the business says nothing about. */
const LEAST_WITH_STRANGE = 0.6;
/** By so much of its weight the best must lead another that holds as many of the words. */
const LEAD = 0.02;

type Scored = {
  readonly text: KnownText;
  readonly covered: number;
  readonly titled: number;
  readonly weight: number;
};

/**
 * Looks a question up in the business's own questions, answers and policies. It is answered when the best fit holds
 * at least half of the words that tell something, one of them in its question or tags, and leads; else not.
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

/** What was asked last: in one turn, who decides whether it can be answered asks the same as the tool that answers. */
const latest = new WeakMap<Texts, { readonly query: string; readonly found: KnowledgeFound }>();

function lookUp(known: Texts, query: string): KnowledgeFound {
  const { index, texts } = known;
  const asked = keywordsOf(query).map((words) => wordsIn(known, words));
  if (asked.every(({ held }) => held.size === 0)) return { outcome: "unsure", near: [] };
  const groups = asked.map(({ words }) => words);
  const anywhere = asked.map(({ held }) => held);
  const titled = asked.map(({ words, held }) => (held.size === 0 ? held : index.holding(words, false)));
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

/** Words as the business writes them, with the texts in which they stand: a slip of the pen is put right. */
function wordsIn({ index, speller }: Texts, words: readonly string[]) {
  const held = index.holding(words, true);
  const meant = held.size > 0 ? undefined : speller.correct(words[0] ?? "");
  const right = meant === undefined ? undefined : keywordsOf(meant)[0];
  return right === undefined ? { words, held } : { words: right, held: index.holding(right, true) };
}

function isCovered({ covered, titled }: Scored, isStrange: boolean): boolean {
  return titled > 0 && covered >= (isStrange ? LEAST_WITH_STRANGE : LEAST_COVERED);
}

function isTie(best: Scored, second: Scored | undefined): boolean {
  if (!second || second.covered < best.covered || second.titled < best.titled) return false;
  return best.weight - second.weight < LEAD * Math.abs(best.weight);
}
