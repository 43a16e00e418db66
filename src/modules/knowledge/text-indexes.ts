import type { TenantDb } from "#db/tenant-db.ts";
import { createTextIndex, type TextIndex } from "#db/text-index.ts";
import { fromJson } from "#db/columns.ts";
import { getPolicies } from "#modules/business/index.ts";
import { POLICY_QUESTIONS, type Speller, spellerOf } from "#modules/language/index.ts";

import { keptByVersion } from "./kept-by-version.ts";
import { currentFaqs } from "./queries.ts";

/** A text in which the business says something about itself, and where it comes from. */
export type KnownText = {
  readonly source: "faq" | "policy";
  /** The row's id; for a policy, its field. */
  readonly id: string;
  readonly version: number;
  readonly question: string;
  readonly answer: string;
};

type Indexed = {
  readonly texts: readonly KnownText[];
  readonly index: TextIndex;
  /** Knows the words in questions and tags. */
  readonly speller: Speller;
};

/** The business's questions, answers and policies, indexed once per version of its configuration. */
export const textsOf = keptByVersion(indexTexts);

function indexTexts(db: TenantDb, config: number): Indexed {
  const faqs = currentFaqs(db).filter(({ active }) => active === 1);
  const policies = getPolicies(db);
  const fields = Object.entries(POLICY_QUESTIONS).filter(([field]) => policies[field as PolicyField] !== "");
  const texts: KnownText[] = [
    ...faqs.map(({ id, version, question, answer }) => ({
      source: "faq" as const,
      id,
      version,
      question,
      answer,
    })),
    ...fields.map(([id, [question]]) => ({
      source: "policy" as const,
      id,
      version: config,
      question,
      answer: policies[id as PolicyField],
    })),
  ];
  const tags = [...faqs.map((row) => fromJson(row.tags).join(" ")), ...fields.map(([, [, words]]) => words)];
  return {
    texts,
    speller: spellerOf(wordsOf([...texts.flatMap(({ question, answer }) => [question, answer]), ...tags])),
    index: createTextIndex(texts.map(({ question, answer }, i) => [question, tags[i] ?? "", answer])),
  };
}

function wordsOf(texts: readonly string[]): string[] {
  return [
    ...new Set(
      texts
        .join(" ")
        .toLowerCase()
        .match(/[a-z]{5,}/g) ?? [],
    ),
  ];
}

type PolicyField = keyof typeof POLICY_QUESTIONS;
