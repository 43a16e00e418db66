import { z } from "zod";

import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import type { TenantApp } from "#tenancy/http.ts";

import { holdAnswer } from "./answers.ts";
import { holdSequence } from "./hold-sequence.ts";
import { type Hold, holdSlot, releaseHold } from "./hold-slot.ts";
import { assertPlanIsNotSpent } from "./plan-limit.ts";
import { readStart } from "./read-start.ts";
import { refusalError } from "./refusals.ts";
import { holdBody, holdParams, shownIn, whatOf } from "./schemas.ts";
import { sumHeld } from "./sequence-offers.ts";

const tags = ["Booking"];

/** The routes that hold a slot while its customer fills in a form, and release it. */
export function holdRoutes(app: TenantApp): void {
  app.post(
    "/v1/public/holds",
    {
      config: { access: "public", limit: "booking", channel: "api" },
      schema: {
        tags,
        summary: "Hold a slot for some minutes",
        body: holdBody,
        response: { 201: holdAnswer },
      },
    },
    (request, reply) => {
      const { ctx, body } = request;
      assertPlanIsNotSpent(ctx);
      const { zone } = calendarRules(ctx.db);
      const start = readStart(body.start, zone);
      const wish = { ...whatOf(body), start, ...shownIn(body) };
      const held = "items" in wish ? holdSequence(ctx, wish) : holdSlot(ctx, wish);
      if (held.outcome !== "held") throw refusalError(held, zone);
      reply.code(201);
      return holdView(held.hold, zone);
    },
  );

  app.delete(
    "/v1/public/holds/:id",
    {
      config: { access: "public", limit: "reads", channel: "api" },
      schema: { tags, summary: "Release a held slot", params: holdParams, response: { 204: z.undefined() } },
    },
    (request, reply) => {
      if (!releaseHold(request.ctx, request.params.id)) throw notFound("There is no such hold.");
      return reply.code(204).send();
    },
  );
}

function holdView({ items, ...hold }: Hold, zone: Zone) {
  const { price_cents, terms } = sumHeld(items);
  return {
    hold_id: hold.id,
    expires_at: formatInstant(hold.expiresAt),
    start: formatInstant(hold.start),
    end: formatInstant(hold.end),
    start_local: formatLocal(zone, hold.start),
    service_id: hold.item.service_id,
    staff_id: hold.item.staff_id,
    price_cents,
    duration_minutes: terms.duration_minutes,
    ...(items.length > 1 && {
      items: items.map((item) => ({
        service_id: item.service_id,
        staff_id: item.staff_id,
        start: formatInstant(item.start_at),
        end: formatInstant(item.end_at),
      })),
    }),
  };
}
