import { flag, toJson } from "#db/columns.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { archived, assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { type FaqRow, planFaq } from "./plan-faq.ts";
import { currentFaqs, faqView, getFaqRow } from "./queries.ts";
import type { Faq, FaqInput, FaqPatch } from "./schemas.ts";

/** Adds a question at the end of the list. */
export function addFaq(ctx: TenantContext, input: FaqInput, how: WriteOptions = {}): Faq {
  return ctx.db.write((tx) => runOnce(ctx, tx, how.once, () => addFaqInside(ctx, tx, input)));
}

/** As `addFaq`, inside the caller's transaction. */
export function addFaqInside(ctx: TenantContext, tx: TenantTx, input: FaqInput): Faq {
  const made = { id: ctx.ids.ulid(), now: ctx.clock.now(), sortOrder: nextSortOrder(tx) };
  const row = planFaq(input, made);
  const changes = [insertFaq(tx, row)];
  recordEvent(ctx, tx, { kind: "faq_added", subject: `faq:${row.id}`, changes });
  return faqView(row);
}

/** Inserts a new question, as part of a larger command, which records the change. */
export function insertFaq(tx: TenantTx, row: FaqRow): RowChange {
  tx.run(build.insertInto("faqs").values(row));
  return { table: "faqs", id: row.id, before: null, after: row };
}

/** Changes some fields. `active: true` brings an archived question back. */
export function changeFaq(ctx: TenantContext, id: string, patch: FaqPatch, how: WriteOptions = {}): Faq {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getFaqRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      const after: FaqRow = {
        ...before,
        question: patch.question ?? before.question,
        answer: patch.answer ?? before.answer,
        tags: patch.tags ? toJson(patch.tags) : before.tags,
        ...(patch.active && { active: flag(true), archived_at: null }),
        version: before.version + 1,
        updated_at: ctx.clock.now(),
      };
      replaceFaq(ctx, tx, before, after, "faq_changed");
      return faqView(after);
    }),
  );
}

/** Archives a question. */
export function archiveFaq(ctx: TenantContext, id: string, how: WriteOptions = {}): void {
  ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getFaqRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      if (before.archived_at !== null) return null;
      replaceFaq(ctx, tx, before, archived(before, ctx.clock.now()), "faq_archived");
      return null;
    }),
  );
}

function replaceFaq(ctx: TenantContext, tx: TenantTx, before: FaqRow, after: FaqRow, kind: string): void {
  tx.run(build.updateTable("faqs").set(after).where("id", "=", before.id));
  const change: RowChange = { table: "faqs", id: before.id, before, after };
  recordEvent(ctx, tx, { kind, subject: `faq:${before.id}`, changes: [change] });
}

function nextSortOrder(db: TenantReads): number {
  return (currentFaqs(db).at(-1)?.sort_order ?? -1) + 1;
}
