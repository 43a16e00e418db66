import { z } from "zod";

import { invalid } from "#kernel/errors.ts";
import { id, text } from "#kernel/fields.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays, parseLocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";
import { seriesAnswer, seriesChangeAnswer } from "#modules/booking/series/answers.ts";
import { readOnConflict, readRepeat, readScope } from "#modules/booking/series/schemas.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import {
  etagOf,
  listQuery,
  pageOf,
  pageSchema,
  positionOf,
  writeHeaders,
  writeOptions,
} from "#modules/collection/index.ts";
import { customerIn } from "#modules/customers/index.ts";
import { onceOf } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { TenantApp, TenantRoutes } from "#tenancy/http.ts";

import { bookingRecordAnswer, bookingStatus, warnings } from "./answers.ts";
import type { Mark } from "./mark-booking.ts";
import { bookAsOwner, bookSeriesAsOwner, type OwnerWish } from "./owner-book.ts";
import { cancelAsOwner, type Changed, markAsOwner, moveAsOwner } from "./owner-commands.ts";
import { getBooking, listBookings } from "./queries.ts";
import { readStart } from "./read-start.ts";
import { refusalError } from "./refusals.ts";
import { cancelBody, ownerBookingBody, ownerMoveBody, shownIn, uidParams, whatOf } from "./schemas.ts";
import { bookingRecord } from "./view.ts";

const tags = ["bookings"];
const config = { access: "tenant_admin", limit: "admin" } as const;
const one = z.object({ booking: bookingRecordAnswer });

const changed = { series: seriesChangeAnswer.optional() };

const bookingsQuery = listQuery.extend({
  status: bookingStatus.optional(),
  staff_id: id.optional(),
  customer_id: id.optional(),
  /** Business dates, both included. */
  start_date: text(10).optional(),
  end_date: text(10).optional(),
});

/** What the business does with its visits. */
export const adminBookingRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/bookings",
    {
      config,
      schema: {
        tags,
        summary: "List visits by start",
        querystring: bookingsQuery,
        response: { 200: pageSchema(bookingRecordAnswer) },
      },
    },
    ({ ctx, query }) => {
      const zone = zoneOf(ctx);
      const after = positionOf(query.cursor, "number");
      const bookings = listBookings(ctx.db, {
        search: query.q,
        status: query.status,
        staffId: query.staff_id,
        customerId: query.customer_id,
        from: startOfDate(zone, "start_date", query.start_date),
        to: startOfDate(zone, "end_date", query.end_date, 1),
        after: after && { startAt: Number(after[0]), uid: after[1] },
        limit: query.limit + 1,
      });
      return pageOf(
        bookings.map((booking) => ({ id: booking.row.uid, booking })),
        query.limit,
        ({ booking }) => booking.row.start_at,
        ({ booking }) => bookingRecord(booking, zone),
      );
    },
  );

  app.post(
    "/v1/admin/bookings",
    {
      config,
      schema: {
        tags,
        summary: "Book a visit for a customer",
        headers: writeHeaders,
        body: ownerBookingBody,
        response: { 201: one.extend({ warnings, series: seriesAnswer.optional() }) },
      },
    },
    (request, reply) => {
      const { ctx, body } = request;
      const zone = zoneOf(ctx);
      const start = readStart(body.start, zone);
      const wish = wishOf(body, start);
      const repeat = readRepeat(body.repeat, start, zone);
      const onConflict = readOnConflict(body.on_conflict, repeat !== undefined);
      if (repeat) {
        const made = bookSeriesAsOwner(ctx, onceOf(request), { visit: wish, repeat, onConflict });
        if (made.outcome !== "booked") throw refusalError(made, zone);
        reply.code(201).header("etag", etagOf(made.first.version));
        return { booking: made.first, warnings: made.warnings, series: made.series };
      }
      const booked = bookAsOwner(ctx, onceOf(request), wish);
      if (booked.outcome !== "booked") throw refusalError(booked, zone);
      reply.code(201).header("etag", etagOf(booked.record.version));
      return { booking: booked.record, warnings: booked.warnings };
    },
  );

  app.get(
    "/v1/admin/bookings/:uid",
    { config, schema: { tags, summary: "Read one visit", params: uidParams, response: { 200: one } } },
    ({ ctx, params }, reply) => {
      const record = bookingRecord(getBooking(ctx.db, params.uid), zoneOf(ctx));
      reply.header("etag", etagOf(record.version));
      return { booking: record };
    },
  );

  app.post(
    "/v1/admin/bookings/:uid/cancel",
    {
      config,
      schema: {
        tags,
        summary: "Cancel a visit",
        params: uidParams,
        headers: writeHeaders,
        body: cancelBody,
        response: { 200: one.extend(changed) },
      },
    },
    (request, reply) => {
      const { ctx, params, body } = request;
      return answer(
        reply,
        ctx,
        cancelAsOwner(
          ctx,
          params.uid,
          { reason: body?.reason, ...readScope(body ?? {}) },
          writeOptions(request),
        ),
      );
    },
  );

  app.post(
    "/v1/admin/bookings/:uid/reschedule",
    {
      config,
      schema: {
        tags,
        summary: "Move a visit",
        params: uidParams,
        headers: writeHeaders,
        body: ownerMoveBody,
        response: { 200: one.extend({ warnings, ...changed }) },
      },
    },
    (request, reply) => {
      const { ctx, params, body } = request;
      const wish = {
        ...readScope(body),
        start: readStart(body.start, zoneOf(ctx)),
        staffId: body.staff_id,
        staffIds: body.staff_ids,
        override: body.override,
        ...shownIn(body),
      };
      const moved = moveAsOwner(ctx, params.uid, wish, writeOptions(request));
      return { ...answer(reply, ctx, moved), warnings: warningsIn(moved) };
    },
  );

  markRoute(app, "check_in", "checked_in", "Mark that the customer has arrived");
  markRoute(app, "complete", "completed", "Mark that the customer was served");
  markRoute(app, "no_show", "no_show", "Mark that the customer did not come");
};

function markRoute(app: TenantApp, verb: string, mark: Mark, summary: string): void {
  app.post(
    `/v1/admin/bookings/:uid/${verb}`,
    {
      config,
      schema: {
        tags,
        summary,
        params: uidParams,
        headers: writeHeaders,
        body: z.strictObject({}).nullish(),
        response: { 200: one },
      },
    },
    (request, reply) => {
      const { ctx, params } = request;
      return answer(reply, ctx, markAsOwner(ctx, params.uid, mark, writeOptions(request)));
    },
  );
}

type Reply = { readonly header: (name: string, value: string) => unknown };

function answer(reply: Reply, ctx: TenantContext, changed: Changed) {
  if (changed.outcome !== "changed") throw refusalError(changed, zoneOf(ctx));
  reply.header("etag", etagOf(changed.record.version));
  return { booking: changed.record, ...(changed.series && { series: changed.series }) };
}

function warningsIn(changed: Changed) {
  return changed.outcome === "changed" ? (changed.warnings ?? []) : [];
}

function wishOf(body: z.output<typeof ownerBookingBody>, start: Instant): OwnerWish {
  return {
    ...whatOf(body),
    start,
    customer: customerIn(body),
    notes: body.notes,
    ...shownIn(body),
    override: body.override,
  };
}

/** The first instant of a date in a query, or of one `daysLater`; undefined if it was left out. */
function startOfDate(
  zone: Zone,
  path: string,
  value: string | undefined,
  daysLater = 0,
): Instant | undefined {
  if (value === undefined) return undefined;
  const date = parseLocalDate(value);
  if (!date) throw invalid(path, `${path} must be a date such as 2026-03-09.`);
  return zone.startOfDay(addDays(date, daysLater));
}

function zoneOf(ctx: TenantContext): Zone {
  return calendarRules(ctx.db).zone;
}
