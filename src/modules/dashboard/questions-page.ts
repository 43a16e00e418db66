import type { FastifyRequest } from "fastify";
import { z } from "zod";

import { notFound } from "#kernel/errors.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { answerQuestion, dismissQuestion, listQuestions } from "#modules/conversation/index.ts";
import { faqInput } from "#modules/knowledge/index.ts";
import { momentInSentence } from "#modules/portal/index.ts";

import { type Desk, deskOf } from "./desk.ts";
import { doneNotice, type Notice } from "./notice.ts";

/** Questions that the assistant could not answer, with a field for the answer. */
export type QuestionsPage = {
  readonly desk: Desk;
  readonly notice: Notice | undefined;
  readonly questions: readonly {
    readonly id: string;
    readonly question: string;
    readonly asked: string;
    readonly action: string;
  }[];
};

const MOST = 50;

export function questionsPage(request: FastifyRequest, problem?: Notice): QuestionsPage {
  const { ctx, basePath } = request;
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  return {
    desk: deskOf(request, "/questions", "Questions"),
    notice: problem ?? doneNotice(request.query),
    questions: listQuestions(ctx.db, { limit: MOST }).map(({ id, question, times, last_at: last }) => ({
      id,
      question,
      asked: `Asked ${times === 1 ? "once" : `${times} times`}, last ${momentInSentence(zone, last, now)}`,
      action: `${basePath}/questions/${id}`,
    })),
  };
}

const form = z.object({ do: z.enum(["answer", "dismiss"]), question: z.string(), answer: z.string() });

/** Does what was pressed; problems with an answer are returned as a notice. */
export function closeQuestion(request: FastifyRequest): "answered" | "dismissed" | Notice {
  const { ctx, body } = request;
  const { id } = request.params as { readonly id: string };
  const parsed = form.safeParse(body);
  if (!parsed.success) throw notFound("There is no such question.");
  if (parsed.data.do === "dismiss") {
    dismissQuestion(ctx, id);
    return "dismissed";
  }
  if (parsed.data.answer.trim() === "")
    return {
      tone: "problem",
      title: "Please write an answer first.",
      text: "An empty one won't help anyone.",
    };
  const faq = faqInput.safeParse({
    question: parsed.data.question.trim(),
    answer: parsed.data.answer.trim(),
  });
  if (!faq.success)
    return {
      tone: "problem",
      title: "That answer isn't ready yet.",
      text: faq.error.issues[0]?.message ?? "",
    };
  answerQuestion(ctx, id, faq.data);
  return "answered";
}
