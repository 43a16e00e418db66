import { z } from "zod";

import { invalid } from "#kernel/errors.ts";
import { filledText, id, text } from "#kernel/fields.ts";
import { daysBetween, type LocalDate, parseLocalDate } from "#kernel/local-date.ts";
import type { ServiceWish } from "#modules/calendar/sequences/prepare-part.ts";
import { assertNoClasses, assertOffered, readItems } from "#modules/calendar/sequences/read-items.ts";
import { sequenceAnswer } from "#modules/calendar/sequences/sequence-answer.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { availabilityAnswer } from "./answers.ts";
import { calendarRules } from "./load-rules.ts";

const MAX_DAYS = 62;

const slot = z.object({
  start: z.string(),
  end: z.string(),
  start_local: z.string(),
  label: z.string(),
  staff_ids: z.array(z.string()).readonly(),
  seats_left: z.number(),
  /** Only for several services: who would serve which of them, and when. */
  items: z
    .array(z.object({ service_id: z.string(), staff_id: z.string(), start: z.string(), end: z.string() }))
    .readonly()
    .optional(),
  /** Only for several services: total minutes of waiting between them. */
  waiting_minutes: z.number().optional(),
});

const availability = z.object({
  time_zone: z.string(),
  slots: z.array(slot),
  /** The first of the slots or, if there are none, the first later one. */
  next_available: slot.nullable(),
});

const querystring = z.strictObject({
  service_id: id.optional(),
  staff_id: id.optional(),
  items: filledText(800).optional().meta({
    description:
      "Several services in one visit, instead of service_id and staff_id: `service_id:staff_id,service_id`, in the order in which they are served; without a staff_id, anyone may serve it. The JSON that a booking takes is understood too.",
    example: "01ARZ3NDEKTSV4RRFFQ69G5FAV:01BX5ZZKBKACTAV9WEVGEMMVRZ,01BX5ZZKBKACTAV9WEVGEMMVS0",
  }),
  date: text(10).optional(),
  start_date: text(10).optional(),
  end_date: text(10).optional(),
});

/** The routes that tell when a service can be booked. */
export const calendarRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/public/availability",
    {
      config: { access: "public", limit: "reads", channel: "api" },
      schema: {
        tags: ["Booking"],
        summary: "List the free times of a service",
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
      const items = readWhat(query);
      assertOffered(rules, items);
      const asking = { ...readDates(query), now: ctx.clock.now(), channel: ctx.actor.channel };
      const [only, ...more] = items;
      const had = request.headers["if-none-match"];
      if (more.length > 0) {
        assertNoClasses(rules, items);
        const { body, etag } = sequenceAnswer(ctx.db, { ...asking, items });
        void reply.header("etag", etag).header("cache-control", "no-cache");
        if (had === etag) void reply.code(304).send();
        else void reply.code(200).send(body);
        return;
      }
      const asked = { ...asking, ...only! };
      const answer = availabilityAnswer(ctx.db, asked, had);
      void reply
        .header("etag", answer === "unchanged" ? had : answer.etag)
        .header("cache-control", "no-cache");
      if (answer === "unchanged") {
        void reply.code(304).send();
        return;
      }
      // The body is already serialized; the schema only documents it.
      const body = answer.body as unknown as z.output<typeof availability>;
      reply.raw.once("finish", answer.sent);
      void reply.code(200).type("application/json; charset=utf-8").send(body);
    },
  );
};

/** Reads either one service or a list of items. */
function readWhat({
  service_id: one,
  staff_id: staffId,
  items,
}: z.output<typeof querystring>): ServiceWish[] {
  if (items === undefined) {
    if (one === undefined) throw invalid("service_id", "service_id is missing: send it, or items.");
    return [{ serviceId: one, staffId }];
  }
  if (one !== undefined) throw invalid("items", "Send items, or service_id.");
  if (staffId !== undefined) throw invalid("staff_id", "Send the staff_id with each of the items.");
  return readItems(items);
}

type Dates = Pick<z.output<typeof querystring>, "date" | "start_date" | "end_date">;

/** Reads `date`, or `start_date` and `end_date` (both inclusive): at most 62 days, in order. */
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
