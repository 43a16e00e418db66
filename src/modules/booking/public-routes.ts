import { z } from "zod";

import { AppError, notFound } from "#kernel/errors.ts";
import type { Zone } from "#kernel/zone.ts";
import { seriesAnswer, seriesChangeAnswer } from "#modules/booking/series/answers.ts";
import { bookSeries, type SeriesWish } from "#modules/booking/series/book-series.ts";
import { cancelSeries } from "#modules/booking/series/cancel-series.ts";
import { moveSeries } from "#modules/booking/series/move-series.ts";
import { previewRoute } from "#modules/booking/series/preview-route.ts";
import { readOnConflict, readRepeat, readScope } from "#modules/booking/series/schemas.ts";
import { type DateView, seriesIn } from "#modules/booking/series/view.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { idempotencyHeaders, type Once, onceOf } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { bookingAnswer, manageAnswer } from "./answers.ts";
import { bookTogether } from "./book-once.ts";
import { holdRoutes } from "./hold-routes.ts";
import { findBooking } from "./queries.ts";
import { readStart } from "./read-start.ts";
import { refusalError } from "./refusals.ts";
import { bookingBody, cancelBody, moveBody, shownIn, uidParams, whatOf } from "./schemas.ts";
import { bookingView, manageLink, mayManage } from "./view.ts";
import type { VisitWish } from "./wishes.ts";

const tags = ["Booking"];
const one = z.object({ booking: bookingAnswer });
const managed = one.extend(manageAnswer);
const changed = { series: seriesChangeAnswer.optional() };

/** The booking API for customers: hold, book, look up, move, cancel. */
export const publicBookingRoutes: TenantRoutes = (app) => {
  holdRoutes(app);

  app.post(
    "/v1/public/bookings",
    {
      config: { access: "public", limit: "booking", channel: "api" },
      schema: {
        tags,
        summary: "Book a visit",
        headers: idempotencyHeaders,
        body: bookingBody,
        response: { 201: managed.extend({ series: seriesAnswer.optional() }) },
      },
    },
    async (request, reply) => {
      const { ctx, body } = request;
      const once = onceOf(request);
      if (!once) throw new AppError("IDEMPOTENCY_KEY_REQUIRED", undefined, { path: "idempotency-key" });
      if (body.customer.phone !== undefined) request.countUse("booking_phone", body.customer.phone);
      const zone = zoneOf(ctx);
      const visit = wishOf(body, zone);
      const repeat = readRepeat(body.repeat, visit.start, zone);
      const onConflict = readOnConflict(body.on_conflict, repeat !== undefined);
      reply.code(201);
      if (repeat) return bookRepeated(ctx, once, { visit, repeat, onConflict });
      const booked = await bookTogether(ctx, once, visit);
      if (booked.outcome !== "booked") throw refusalError(booked, zone);
      return { booking: booked.view, ...manageLink(ctx, booked.view.uid) };
    },
  );

  app.get(
    "/v1/public/bookings/:uid",
    {
      config: { access: "booking_token", limit: "reads" },
      schema: { tags, summary: "Look up a visit", params: uidParams, response: { 200: one } },
    },
    ({ ctx, params, bearer }) => {
      const booking = getManaged(ctx, params.uid, bearer);
      return { booking: bookingView(booking, zoneOf(ctx)) };
    },
  );

  app.post(
    "/v1/public/bookings/:uid/cancel",
    {
      config: { access: "booking_token", limit: "reads", channel: "api" },
      schema: {
        tags,
        summary: "Cancel a visit",
        params: uidParams,
        body: cancelBody,
        response: { 200: one.extend(changed) },
      },
    },
    ({ ctx, params, bearer, body }) => {
      getManaged(ctx, params.uid, bearer);
      const zone = zoneOf(ctx);
      const { scope } = readScope(body ?? {});
      const cancelled = cancelSeries(ctx, params.uid, { reason: body?.reason, scope });
      if (cancelled.outcome !== "cancelled") throw refusalError(cancelled, zone);
      return { booking: bookingView(cancelled.booking, zone), ...seriesIn(cancelled, zone) };
    },
  );

  app.post(
    "/v1/public/bookings/:uid/reschedule",
    {
      config: { access: "booking_token", limit: "reads", channel: "api" },
      schema: {
        tags,
        summary: "Move a visit",
        params: uidParams,
        body: moveBody,
        response: { 200: managed.extend(changed) },
      },
    },
    ({ ctx, params, bearer, body }) => {
      getManaged(ctx, params.uid, bearer);
      const zone = zoneOf(ctx);
      const moved = moveSeries(ctx, params.uid, {
        start: readStart(body.start, zone),
        staffId: body.staff_id,
        staffIds: body.staff_ids,
        ...readScope(body),
        ...shownIn(body),
      });
      if (moved.outcome !== "moved") throw refusalError(moved, zone);
      const booking = bookingView(moved.booking, zone);
      return { booking, ...manageLink(ctx, params.uid), ...seriesIn(moved, zone) };
    },
  );

  previewRoute(app);
};

function wishOf(body: z.output<typeof bookingBody>, zone: Zone): VisitWish {
  return {
    ...whatOf(body),
    start: readStart(body.start, zone),
    holdId: body.hold_id,
    customer: { ...body.customer, consentSms: body.consent_sms },
    notes: body.notes,
    source: "api",
    ...shownIn(body),
  };
}

function bookRepeated(ctx: TenantContext, once: Once, wish: SeriesWish) {
  const zone = zoneOf(ctx);
  const made = bookSeries(ctx, once, wish, (first) => bookingView(first, zone));
  if (made.outcome !== "booked") throw refusalError(made, zone);
  const series = { ...made.series, visits: made.series.visits.map((one) => withLink(ctx, one)) };
  return { booking: made.first, ...manageLink(ctx, made.first.uid), series };
}

/** The visit that the token opens; a wrong token, a missing one and an unknown visit give the same 404. */
function getManaged(ctx: TenantContext, uid: string, token: string | undefined) {
  const allowed = mayManage(ctx, uid, token ?? "");
  const booking = allowed ? findBooking(ctx.db, uid) : undefined;
  if (!booking) throw notFound("There is no such booking.");
  return booking;
}

/** Adds each visit's own link. */
function withLink(ctx: TenantContext, one: DateView) {
  return "uid" in one && one.uid !== undefined ? { ...one, ...manageLink(ctx, one.uid) } : one;
}

function zoneOf(ctx: TenantContext): Zone {
  return calendarRules(ctx.db).zone;
}
