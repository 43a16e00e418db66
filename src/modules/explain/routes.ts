import { notFound } from "#kernel/errors.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { explainChoice } from "./explain-choice.ts";
import { explainSlot, isKnown } from "./explain-slot.ts";
import { choiceExplanation, explainQuery, explanation, uidParams } from "./schemas.ts";

const config = { access: "tenant_admin", limit: "admin" } as const;
const tags = ["bookings"];

/** Explains why a start is or was (not) offered, and why a visit is served by whom. */
export const explainRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/explain",
    {
      config,
      schema: {
        tags,
        summary: "Explain why a start is, or was, offered or not",
        querystring: explainQuery,
        response: { 200: explanation },
      },
    },
    async ({ ctx, query }) => {
      const question = {
        serviceId: query.service_id,
        staffId: query.staff_id,
        start: query.at,
        asOf: query.as_of,
        channel: query.channel,
      };
      if (!isKnown(ctx, question)) throw notFound("There is no such service, or no such member of staff.");
      return explainSlot(ctx, question);
    },
  );

  app.get(
    "/v1/admin/bookings/:uid/explain",
    {
      config,
      schema: {
        tags,
        summary: "Explain why this person serves a visit",
        params: uidParams,
        response: { 200: choiceExplanation },
      },
    },
    async ({ ctx, params }) => explainChoice(ctx, params.uid),
  );
};
