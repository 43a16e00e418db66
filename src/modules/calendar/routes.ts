import { z } from "zod";

import { invalid, notFound } from "#kernel/errors.ts";
import { id, text } from "#kernel/fields.ts";
import { daysBetween, type LocalDate, parseLocalDate } from "#kernel/local-date.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { availabilityAnswer } from "./answers.ts";
import { calendarRules } from "./load-rules.ts";

const MAX_DAYS = 62;

const slot = z.object({
  start: z.string(),
  end: z.string(),
  start_local: z.string(),
  label: z.string(),
  staff_ids: z.array(z.string()),
  seats_left: z.number(),
});

const availability = z.object({
  time_zone: z.string(),
  slots: z.array(slot),
  /** The first of the slots, or, when there are none, the first one later. */
  next_available: slot.nullable(),
});

const querystring = z.strictObject({
  service_id: id,
  staff_id: id.optional(),
  date: text(10).optional(),
  start_date: text(10).optional(),
  end_date: text(10).optional(),
});

/** When a service can be booked. */
export const calendarRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/public/availability",
    {
      config: { access: "public", limit: "reads", channel: "api" },
      schema: {
        tags: ["Booking"],
        summary: "Free times of a service",
        querystring,
        response: {
          200: availability,
          304: z.undefined(),
        },
      },
    },
    (request, reply) => {
      const { ctx, query } = request;
      const rules = calendarRules(ctx.db);
      if (!rules.services.get(query.service_id)?.active) throw notFound("There is no such service.");
      if (
        query.staff_id !== undefined &&
        !rules.staff.some(({ id: person, active }) => active && person === query.staff_id)
      )
        throw notFound("There is no such member of staff.");
      const asked = {
        serviceId: query.service_id,
        staffId: query.staff_id,
        ...readDates(query),
        now: ctx.clock.now(),
        channel: ctx.actor.channel,
      };
      const had = request.headers["if-none-match"];
      const answer = availabilityAnswer(ctx.db, asked, had);
      void reply
        .header("etag", answer === "unchanged" ? had : answer.etag)
        .header("cache-control", "no-cache");
      if (answer === "unchanged") {
        void reply.code(304).send();
        return;
      }
      // The body is written already; the schema describes it.
      const body = answer.body as unknown as z.output<typeof availability>;
      reply.raw.once("finish", answer.sent);
      void reply.code(200).type("application/json; charset=utf-8").send(body);
    },
  );
};

type Dates = Pick<z.output<typeof querystring>, "date" | "start_date" | "end_date">;

/** `date`, or `start_date` and `end_date` (both included): at most 62 days, in order. */
function readDates({ date, start_date: first, end_date: last }: Dates): { from: LocalDate; to: LocalDate } {
  if (date !== undefined) {
    if (first !== undefined || last !== undefined)
      throw invalid("date", "Send date, or start_date and end_date.");
    const day = readDate("date", date);
    return { from: day, to: day };
  }
  if (first === undefined)
    throw invalid("start_date", "start_date is missing: send start_date and end_date, or date.");
  const from = readDate("start_date", first);
  const to = readDate("end_date", last ?? first);
  if (to < from) throw invalid("end_date", "end_date must not be before start_date.");
  if (daysBetween(from, to) >= MAX_DAYS)
    throw invalid("end_date", `At most ${MAX_DAYS} days can be asked for at once.`);
  return { from, to };
}

function readDate(path: string, value: string): LocalDate {
  const date = parseLocalDate(value);
  if (!date) throw invalid(path, `${path} must be a date such as 2026-03-09.`);
  return date;
}
