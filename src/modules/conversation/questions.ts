import { type Selectable, sql } from "kysely";

import { columnsOf, statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import type { UnansweredQuestionsTable } from "#db/conversation-tables.ts";
import { contains } from "#db/like.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant, type Instant } from "#kernel/instant.ts";
import { recordEvent } from "#modules/events/index.ts";
import { addFaqInside, type Faq, type FaqInput } from "#modules/knowledge/index.ts";
import { keywordsOf } from "#modules/language/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { withoutContact } from "./without-contact.ts";

export type QuestionRow = Selectable<UnansweredQuestionsTable>;

/** How many different questions are kept; those asked least recently are dropped first. */
const MOST_KEPT = 500;
const LONGEST = 300;

/** Records an unanswered question without anything that identifies the customer; repeats are counted. */
export function noteQuestion(ctx: TenantContext, tx: TenantTx, asked: string): void {
  const question = withoutContact(asked).slice(0, LONGEST).trim();
  const key = keyOf(question);
  if (key === "") return;
  const now = ctx.clock.now();
  tx.run(countQuestion({ id: ctx.ids.ulid(), key, question, times: 1, first_at: now, last_at: now }));
  tx.run(forgetOldest({ most: MOST_KEPT }));
}

/** The significant words, sorted. */
function keyOf(question: string): string {
  const words = keywordsOf(question).map((group) => group[0] ?? "");
  return [...new Set(words)].toSorted().join(" ").slice(0, 200);
}

/** How many different questions await an answer. */
export function countQuestions(db: TenantReads): number {
  return db.first(questionCount({}))?.count ?? 0;
}

export type QuestionFilter = {
  readonly search?: string | undefined;
  /** The last row of the previous page. */
  readonly after?: { readonly lastAt: Instant; readonly id: string } | undefined;
  readonly limit: number;
};

/** Unanswered questions, most recently asked first. */
export function listQuestions(db: TenantReads, { search, after, limit }: QuestionFilter): QuestionRow[] {
  let query = build.selectFrom("unanswered_questions").selectAll();
  if (search) query = query.where(contains("question", search));
  if (after)
    query = query.where((row) =>
      row.or([
        row("last_at", "<", after.lastAt),
        row.and([row("last_at", "=", after.lastAt), row("id", ">", after.id)]),
      ]),
    );
  return db.all(query.orderBy("last_at", "desc").orderBy("id").limit(limit));
}

/** A question as the business sees it. */
export function questionView({ id, question, times, first_at, last_at }: QuestionRow) {
  return { id, question, times, first_at: formatInstant(first_at), last_at: formatInstant(last_at) };
}

/** Answers a question for all future customers by adding it to the business's knowledge. Throws NOT_FOUND. */
export function answerQuestion(
  ctx: TenantContext,
  id: string,
  { question, ...faq }: Omit<FaqInput, "question"> & { readonly question?: string | undefined },
): Faq {
  return ctx.db.write((tx) => {
    const asked = getQuestion(tx, id);
    tx.run(build.deleteFrom("unanswered_questions").where("key", "=", asked.key));
    return addFaqInside(ctx, tx, { ...faq, question: question ?? asked.question });
  });
}

/** Removes a question from the list. Throws NOT_FOUND. */
export function dismissQuestion(ctx: TenantContext, id: string): void {
  ctx.db.write((tx) => {
    const { key } = getQuestion(tx, id);
    tx.run(build.deleteFrom("unanswered_questions").where("key", "=", key));
    recordEvent(ctx, tx, { kind: "question_dismissed", subject: `question:${id}`, changes: [] });
  });
}

function getQuestion(db: TenantReads, id: string): QuestionRow {
  const row = db.first(build.selectFrom("unanswered_questions").selectAll().where("id", "=", id));
  if (!row) throw notFound("There is no such question.");
  return row;
}

const questionCount = statement((_: object) =>
  build.selectFrom("unanswered_questions").select((row) => row.fn.countAll<number>().as("count")),
);

const countQuestion = statement((p: QuestionRow) =>
  build
    .insertInto("unanswered_questions")
    .values(columnsOf(p, ["id", "key", "question", "times", "first_at", "last_at"]))
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet((row) => ({
        times: row("unanswered_questions.times", "+", 1),
        question: row.ref("excluded.question"),
        last_at: row.ref("excluded.last_at"),
      })),
    ),
);

const forgetOldest = statement((p: { most: number }) =>
  build
    .deleteFrom("unanswered_questions")
    .where(
      "key",
      "in",
      build
        .selectFrom("unanswered_questions")
        .select("key")
        .orderBy("last_at", "desc")
        .limit(sql<number>`-1`)
        .offset(sql<number>`${p.most}`),
    ),
);
