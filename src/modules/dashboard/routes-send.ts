import type { FastifyReply } from "fastify";

import { allowPage } from "#http/security-headers.ts";
import { renderView } from "#http/views.ts";

import type { AttentionPage } from "./attention-page.ts";
import type { ConversationPage } from "./conversation-page.ts";
import type { ConversationsPage } from "./conversations-page.ts";
import type { DayPage } from "./day-page.ts";
import type { HomePage } from "./home-page.ts";
import type { QuestionsPage } from "./questions-page.ts";
import type { WaitlistPage } from "./waitlist-page.ts";

/** Every page of the dashboard, by view name, with the view's model. */
type Pages = {
  readonly "dashboard/home": HomePage;
  readonly "dashboard/day": DayPage;
  readonly "dashboard/conversations": ConversationsPage;
  readonly "dashboard/conversation": ConversationPage;
  readonly "dashboard/questions": QuestionsPage;
  readonly "dashboard/attention": AttentionPage;
  readonly "dashboard/waitlist": WaitlistPage;
};

/** Sends a page: nothing inline, nothing from other hosts, no framing, no caching. */
export function sendPage<Name extends keyof Pages>(
  reply: FastifyReply,
  view: Name,
  model: Pages[Name],
  status = 200,
): string {
  allowPage(reply);
  reply.code(status).type("text/html; charset=utf-8");
  return renderView(view, model);
}
