import { z } from "zod";

import { filledText, line } from "#kernel/fields.ts";
import { itemParams, listQuery, pageOf, pageSchema, positionOf } from "#modules/collection/index.ts";
import { faqItem } from "#modules/knowledge/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { conversationDetail, conversationRecord, listConversations } from "./admin-queries.ts";
import { conversationAnswer, conversationDetailAnswer, outcomes, questionAnswer } from "./answers.ts";
import { answerQuestion, dismissQuestion, listQuestions, questionView } from "./questions.ts";

const config = { access: "tenant_admin", limit: "admin" } as const;

const answerBody = z.strictObject({
  /** Defaults to the question as the customer asked it. */
  question: filledText(500).optional(),
  answer: filledText(4000),
  tags: z.array(line(60)).max(50).default([]),
});

/** The business's view of its conversations and of the questions that went unanswered. */
export const adminConversationRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/conversations",
    {
      config,
      schema: {
        tags: ["conversations"],
        summary: "List conversations, the latest first",
        querystring: listQuery.extend({ outcome: z.enum(outcomes).optional() }),
        response: { 200: pageSchema(conversationAnswer) },
      },
    },
    ({ ctx, query }) => {
      const after = positionOf(query.cursor, "number")?.[0];
      const rows = listConversations(ctx.db, {
        search: query.q,
        outcome: query.outcome,
        after: after === undefined ? undefined : Number(after),
        limit: query.limit + 1,
      });
      const now = ctx.clock.now();
      return pageOf(
        rows,
        query.limit,
        (row) => row.seq,
        (row) => conversationRecord(row, now),
      );
    },
  );

  app.get(
    "/v1/admin/conversations/:id",
    {
      config,
      schema: {
        tags: ["conversations"],
        summary: "Read one conversation: what was said, done and paid for",
        params: itemParams,
        response: { 200: conversationDetailAnswer },
      },
    },
    ({ ctx, params }) => conversationDetail(ctx.db, params.id, ctx.clock.now()),
  );

  app.get(
    "/v1/admin/unanswered_questions",
    {
      config,
      schema: {
        tags: ["conversations"],
        summary: "List what nobody could answer, what was asked last first",
        querystring: listQuery,
        response: { 200: pageSchema(questionAnswer) },
      },
    },
    ({ ctx, query }) => {
      const after = positionOf(query.cursor, "number");
      const rows = listQuestions(ctx.db, {
        search: query.q,
        after: after && { lastAt: Number(after[0]), id: after[1] },
        limit: query.limit + 1,
      });
      return pageOf(rows, query.limit, (row) => row.last_at, questionView);
    },
  );

  app.post(
    "/v1/admin/unanswered_questions/:id/answer",
    {
      config,
      schema: {
        tags: ["conversations"],
        summary: "Answer a question: it is one of the faqs from now on",
        params: itemParams,
        body: answerBody,
        response: { 201: faqItem },
      },
    },
    ({ ctx, params, body }, reply) => {
      reply.code(201);
      return answerQuestion(ctx, params.id, body);
    },
  );

  app.delete(
    "/v1/admin/unanswered_questions/:id",
    {
      config,
      schema: {
        tags: ["conversations"],
        summary: "Take a question off the list",
        params: itemParams,
        response: { 204: z.undefined() },
      },
    },
    ({ ctx, params }, reply) => {
      dismissQuestion(ctx, params.id);
      return reply.code(204).send();
    },
  );
};
