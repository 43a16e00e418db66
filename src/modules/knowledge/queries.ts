import { contains } from "#db/like.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import { isAfter, type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";

import { faqDocument, type FaqRow } from "./plan-faq.ts";
import type { Faq } from "./schemas.ts";

/** A question as the API shows it. */
export function faqView(row: FaqRow): Faq {
  return {
    id: row.id,
    ...faqDocument(row),
    active: row.active === 1,
    version: row.version,
    created_at: formatInstant(row.created_at),
    updated_at: formatInstant(row.updated_at),
  };
}

/** In the business's order, without archived ones. `q` is searched in all of a question's texts. */
export function listFaqs(db: TenantReads, { q, cursor, limit }: PageRequest): Page<Faq> {
  const after = positionOf(cursor, "number");
  let query = build.selectFrom("faqs").selectAll().where("archived_at", "is", null);
  if (after) query = query.where(isAfter("sort_order", after));
  if (q)
    query = query.where((row) => row.or(["question", "answer", "tags"].map((column) => contains(column, q))));
  const rows = db.all(
    query
      .orderBy("sort_order")
      .orderBy("id")
      .limit(limit + 1),
  );
  return pageOf(rows, limit, (row) => row.sort_order, faqView);
}

/** One question, even if archived. Throws NOT_FOUND. */
export function getFaq(db: TenantReads, id: string): Faq {
  return faqView(getFaqRow(db, id));
}

/** Throws NOT_FOUND for an unknown id. */
export function getFaqRow(db: TenantReads, id: string): FaqRow {
  const row = db.first(build.selectFrom("faqs").selectAll().where("id", "=", id));
  if (!row) throw notFound("There is no such question.");
  return row;
}

/** Every question that is not archived, in the business's order. */
export function currentFaqs(db: TenantReads): FaqRow[] {
  const faqs = build.selectFrom("faqs").selectAll().where("archived_at", "is", null);
  return db.all(faqs.orderBy("sort_order").orderBy("id"));
}
