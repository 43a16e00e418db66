import { AppError } from "#kernel/errors.ts";
import { assertPlanIsNotSpent } from "#modules/booking/index.ts";
import { bookHref } from "#modules/portal/book-address.ts";
import { openVisit } from "#modules/portal/own-page.ts";
import { sendPage } from "#modules/portal/routes-show.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { stepOf } from "./book-steps.ts";
import { bookVisit, holdChoice } from "./book-visit.ts";

const channel = "page";
const schema = { hide: true };

/** Booking in short steps, each with its own URL. */
export const bookRoutes: TenantRoutes = (app) => {
  app.get("/book", { config: { access: "public", limit: "reads", channel }, schema }, (request, reply) => {
    if (request.ctx.tenant.status === "suspended") throw new AppError("TENANT_SUSPENDED");
    assertPlanIsNotSpent(request.ctx);
    const step = stepOf(request, request.query);
    if (step.kind === "page") return sendPage(reply, step);
    return reply.redirect(`${bookHref(request.basePath, step.choice)}#part-${step.at}`, 303);
  });

  app.post(
    "/book/hold",
    { config: { access: "public", limit: "booking", channel }, schema },
    (request, reply) => {
      assertPlanIsNotSpent(request.ctx);
      const result = holdChoice(request, request.body);
      if (result.kind === "page") return sendPage(reply, result);
      const { service, staff, start, hold } = result.choice;
      return reply.redirect(bookHref(request.basePath, { service, staff, start, hold }), 303);
    },
  );

  app.post("/book", { config: { access: "public", limit: "booking", channel }, schema }, (request, reply) => {
    const result = bookVisit(request, request.body, (phone) => request.countUse("booking_phone", phone));
    if (result.kind === "page") return sendPage(reply, result);
    return openVisit(request, reply, result.uid);
  });
};
