import formbody from "@fastify/formbody";

import { refuseOtherSites } from "#http/same-origin.ts";
import type { DashboardRoutes } from "#tenancy/http.ts";

import { attentionPage, repairVisit } from "./attention-page.ts";
import { conversationPage } from "./conversation-page.ts";
import { conversationsPage } from "./conversations-page.ts";
import { dayPage } from "./day-page.ts";
import { homePage } from "./home-page.ts";
import { markVisit } from "./mark-visit.ts";
import { closeQuestion, questionsPage } from "./questions-page.ts";
import { sendPage } from "./routes-send.ts";
import { waitlistPage } from "./waitlist-page.ts";

const reads = { access: "member", limit: "admin" } as const;
const schema = { hide: true };

/** The owner's pages of one business, under `/admin/tenants/{slug}`. */
export const dashboardRoutes: DashboardRoutes = (app) => {
  app.register(async (pages) => {
    await pages.register(formbody, { bodyLimit: 64 * 1024 });
    pages.addHook("onRequest", refuseOtherSites);

    pages.get("/", { config: reads, schema }, async (request, reply) =>
      sendPage(reply, "dashboard/home", await homePage(request)),
    );

    // Without a date it is today.
    for (const address of ["/day", "/today"]) {
      pages.get(address, { config: reads, schema }, (request, reply) =>
        sendPage(reply, "dashboard/day", dayPage(request)),
      );
    }

    pages.post("/day/:uid", { config: reads, schema }, (request, reply) =>
      reply.redirect(markVisit(request), 303),
    );

    pages.get("/conversations", { config: reads, schema }, (request, reply) =>
      sendPage(reply, "dashboard/conversations", conversationsPage(request)),
    );

    pages.get("/conversations/:number", { config: reads, schema }, (request, reply) =>
      sendPage(reply, "dashboard/conversation", conversationPage(request)),
    );

    pages.get("/questions", { config: reads, schema }, (request, reply) =>
      sendPage(reply, "dashboard/questions", questionsPage(request)),
    );

    pages.post("/questions/:id", { config: reads, schema }, (request, reply) => {
      const closed = closeQuestion(request);
      if (typeof closed !== "string")
        return sendPage(reply, "dashboard/questions", questionsPage(request, closed), 400);
      return reply.redirect(`${request.basePath}/questions?done=${closed}`, 303);
    });

    pages.get("/attention", { config: reads, schema }, async (request, reply) =>
      sendPage(reply, "dashboard/attention", await attentionPage(request)),
    );

    pages.post("/attention/:uid", { config: reads, schema }, (request, reply) =>
      reply.redirect(`${request.basePath}/attention?done=${repairVisit(request)}`, 303),
    );

    pages.get("/waitlist", { config: reads, schema }, (request, reply) =>
      sendPage(reply, "dashboard/waitlist", waitlistPage(request)),
    );
  });
};
