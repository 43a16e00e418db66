import { z } from "zod";

import { notFound } from "#kernel/errors.ts";
import { id } from "#kernel/fields.ts";
import { bookingAnswer, bookingView, manageAnswer, manageLink } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { idempotencyHeaders, onceOf } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { acceptOffer } from "./accept-offer.ts";
import { entryAnswer } from "./answers.ts";
import { findEntry } from "./entries.ts";
import { joinWaitlist } from "./join.ts";
import { declineOffer, leaveWaitlist } from "./leave.ts";
import { acceptedOr } from "./refusals.ts";
import { acceptBody, emptyBody, joinBody, timesOfBody } from "./schemas.ts";
import { entryView, mayManageEntry, waitlistLink } from "./view.ts";

const tags = ["Waitlist"];
const params = z.strictObject({ id });
const one = z.object({ entry: entryAnswer });
const config = { access: "booking_token", limit: "reads", channel: "api" } as const;

/** The waitlist's routes for customers: join, look up, accept, decline, leave. */
export const publicWaitlistRoutes: TenantRoutes = (app) => {
  app.post(
    "/v1/public/waitlist",
    {
      config: { access: "public", limit: "waitlist", channel: "api" },
      schema: {
        tags,
        summary: "Join the waitlist",
        headers: idempotencyHeaders,
        body: joinBody,
        response: { 201: one.extend({ token: z.string(), status_url: z.string() }) },
      },
    },
    (request, reply) => {
      const { ctx, body } = request;
      const wish = {
        serviceId: body.service_id,
        staffId: body.staff_id,
        customer: { ...body.customer, consentSms: body.consent_sms },
        autoBook: body.auto_book,
        ...timesOfBody(body),
      };
      const entry = joinWaitlist(ctx, wish, onceOf(request));
      const { url, token } = waitlistLink(ctx, entry.id);
      reply.code(201);
      return { entry: entryView(ctx, entry), token, status_url: url };
    },
  );

  app.get(
    "/v1/public/waitlist/:id",
    {
      config: { access: "booking_token", limit: "reads" },
      schema: { tags, summary: "Read the status of an entry", params, response: { 200: one } },
    },
    ({ ctx, params, bearer }) => answer(ctx, authorized(ctx, params.id, bearer)),
  );

  app.post(
    "/v1/public/waitlist/:id/accept",
    {
      config,
      schema: {
        tags,
        summary: "Accept an offer",
        params,
        body: acceptBody,
        response: {
          200: z.object({ booking: bookingAnswer, ...manageAnswer }),
          202: one.meta({ description: "Others have to agree too: nothing moves until all have." }),
        },
      },
    },
    ({ ctx, params, bearer, body }, reply) => {
      const entryId = authorized(ctx, params.id, bearer);
      const accepted = acceptOffer(ctx, entryId, {
        expectedPriceCents: body?.expected_price_cents,
        expectedDurationMinutes: body?.expected_duration_minutes,
      });
      if (accepted.outcome === "agreed") {
        reply.code(202);
        return answer(ctx, entryId);
      }
      const booking = acceptedOr(ctx, accepted);
      const view = bookingView(booking, calendarRules(ctx.db).zone);
      return { booking: view, ...manageLink(ctx, view.uid) };
    },
  );

  app.post(
    "/v1/public/waitlist/:id/decline",
    {
      config,
      schema: { tags, summary: "Decline an offer", params, body: emptyBody, response: { 200: one } },
    },
    ({ ctx, params, bearer }) => {
      const entryId = authorized(ctx, params.id, bearer);
      declineOffer(ctx, entryId);
      return answer(ctx, entryId);
    },
  );

  app.delete(
    "/v1/public/waitlist/:id",
    { config, schema: { tags, summary: "Leave the waitlist", params, response: { 204: z.undefined() } } },
    (request, reply) => {
      const { ctx } = request;
      leaveWaitlist(ctx, authorized(ctx, request.params.id, request.bearer));
      return reply.code(204).send();
    },
  );
};

/**
 * The id of the entry that the token opens; a wrong token, a missing one and an unknown entry give the same
 * 404.
 */
function authorized(ctx: TenantContext, entryId: string, token: string | undefined): string {
  const entry = mayManageEntry(ctx, entryId, token ?? "") ? findEntry(ctx.db, entryId) : undefined;
  if (!entry) throw notFound("There is no such entry on the waitlist.");
  return entry.id;
}

function answer(ctx: TenantContext, entryId: string) {
  const entry = findEntry(ctx.db, entryId);
  if (!entry) throw notFound("There is no such entry on the waitlist.");
  return { entry: entryView(ctx, entry) };
}
