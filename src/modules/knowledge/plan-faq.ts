import type { Selectable } from "kysely";

import { fromJson, toJson } from "#db/columns.ts";
import type { FaqsTable } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";

import type { FaqInput } from "./schemas.ts";

export type FaqRow = Selectable<FaqsTable>;

/** The row of a new question. */
export function planFaq(
  faq: FaqInput,
  made: { readonly id: string; readonly now: Instant; readonly sortOrder: number },
): FaqRow {
  return {
    id: made.id,
    question: faq.question,
    answer: faq.answer,
    tags: toJson(faq.tags),
    active: 1,
    sort_order: made.sortOrder,
    version: 1,
    created_at: made.now,
    updated_at: made.now,
    archived_at: null,
  };
}

/** A stored question in the form of the tenant file. */
export function faqDocument(row: FaqRow): FaqInput {
  return { question: row.question, answer: row.answer, tags: [...fromJson(row.tags)] };
}
