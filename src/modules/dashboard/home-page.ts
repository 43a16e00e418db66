import type { FastifyRequest } from "fastify";

import { listAttention } from "#modules/attention/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { countQuestions, listConversations } from "#modules/conversation/index.ts";
import { hasWaitlist, listEntries } from "#modules/waitlist/index.ts";

import { type ConversationLine, conversationLine } from "./conversation-line.ts";
import { visitsOn } from "./day-page.ts";
import { type Desk, deskOf } from "./desk.ts";

/** What there is to do, and what the assistant did last. */
export type HomePage = {
  readonly desk: Desk;
  readonly greeting: string;
  readonly todo: readonly { readonly count: string; readonly what: string; readonly href: string }[];
  readonly latest: readonly ConversationLine[];
  readonly siteHref: string;
};

const MOST_COUNTED = 50;

export async function homePage(request: FastifyRequest): Promise<HomePage> {
  const { ctx, basePath, person } = request;
  const unfit = (await listAttention(ctx, { limit: MOST_COUNTED }, basePath)).items.length;
  const questions = countQuestions(ctx.db);
  const today = calendarRules(ctx.db).zone.localDateOf(ctx.clock.now());
  const visits = visitsOn(ctx, today).filter(({ row }) => row.status !== "cancelled").length;
  const waiting = hasWaitlist(ctx)
    ? listEntries(ctx.db, { status: "waiting", limit: MOST_COUNTED }).length
    : 0;
  return {
    desk: deskOf(request, "", "Overview"),
    greeting: `Hello, ${person.name.split(" ")[0] ?? person.name}`,
    todo: [
      {
        count: String(visits),
        what: visits === 1 ? "visit today" : "visits today",
        href: `${basePath}/day`,
      },
      {
        count: counted(unfit),
        what: unfit === 1 ? "visit needs attention" : "visits need attention",
        href: `${basePath}/attention`,
      },
      {
        count: counted(questions),
        what: questions === 1 ? "question waits for an answer" : "questions wait for an answer",
        href: `${basePath}/questions`,
      },
      {
        count: counted(waiting),
        what: waiting === 1 ? "person on the waitlist" : "people on the waitlist",
        href: `${basePath}/waitlist`,
      },
    ],
    latest: listConversations(ctx.db, { limit: 5 }).map((row) => conversationLine(ctx, basePath, row)),
    siteHref: `${ctx.tenant.canonicalUrl}/`,
  };
}

function counted(count: number): string {
  return count >= MOST_COUNTED ? `${MOST_COUNTED} or more` : String(count);
}
