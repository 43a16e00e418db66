import type { z } from "zod";

import { assertPlanIsNotSpent } from "#modules/booking/plan-limit.ts";
import { readStart } from "#modules/booking/read-start.ts";
import { refusalError } from "#modules/booking/refusals.ts";
import { previewBody, shownIn, whatOf } from "#modules/booking/schemas.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { TenantApp } from "#tenancy/http.ts";

import { previewAnswer } from "./answers.ts";
import { previewSeries } from "./book-series.ts";
import { readRepeat } from "./schemas.ts";
import { choicesOf, dateView } from "./view.ts";

/** The route that previews a series. */
export function previewRoute(app: TenantApp): void {
  app.post(
    "/v1/public/bookings/preview",
    {
      config: { access: "public", limit: "booking", channel: "api" },
      schema: {
        tags: ["Booking"],
        summary: "Preview which dates of a series are free",
        body: previewBody,
        response: { 200: previewAnswer },
      },
    },
    ({ ctx, body }) => preview(ctx, body),
  );
}

function preview(ctx: TenantContext, body: z.output<typeof previewBody>): z.input<typeof previewAnswer> {
  assertPlanIsNotSpent(ctx);
  const { zone } = calendarRules(ctx.db);
  const start = readStart(body.start, zone);
  const looked = previewSeries(ctx, {
    visit: {
      ...whatOf(body),
      start,
      holdId: body.hold_id,
      customer: body.customer ?? SOMEBODY,
      source: "api",
      ...shownIn(body),
    },
    repeat: readRepeat(body.repeat, start, zone),
  });
  if (looked.outcome !== "looked_at") throw refusalError(looked, zone);
  const placed = looked.dates.filter((one) => one.kind === "placed");
  const parts = placed.flatMap((one) => one.parts);
  return {
    time_zone: zone.id,
    visits: looked.dates.map((one) => dateView(zone, one, "free")),
    choices: choicesOf(looked.dates),
    price_cents: parts.reduce((sum, part) => sum + part.priceCents, 0),
    currency: placed[0]?.currency ?? null,
  };
}

/** A preview may leave the customer out; then the limit per customer is not checked. */
const SOMEBODY = { name: "Somebody" };
