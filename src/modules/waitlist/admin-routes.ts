import { z } from "zod";

import { readStart } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import {
  etagOf,
  itemParams,
  pageOf,
  pageSchema,
  positionOf,
  writeHeaders,
  writeOptions,
} from "#modules/collection/index.ts";
import { customerIn } from "#modules/customers/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { entryRecord, listEntries } from "./admin-queries.ts";
import { entryHistoryAnswer, entryRecordAnswer } from "./answers.ts";
import { getEntry } from "./entries.ts";
import { explainRoute } from "./explain-route.ts";
import { entryHistory } from "./history.ts";
import { joinAsOwner, offerNow, removeAsOwner } from "./owner-commands.ts";
import { offerBody, ownerJoinBody, timesOfBody, waitlistQuery } from "./schemas.ts";

const tags = ["waitlist"];
const config = { access: "tenant_admin", limit: "admin" } as const;

/** The waitlist's routes for the business. */
export const adminWaitlistRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/waitlist",
    {
      config,
      schema: {
        tags,
        summary: "List the waitlist, in the order in which people are asked",
        querystring: waitlistQuery,
        response: { 200: pageSchema(entryRecordAnswer) },
      },
    },
    ({ ctx, query }) => {
      const after = positionOf(query.cursor, "number")?.[0];
      const rows = listEntries(ctx.db, {
        search: query.q,
        status: query.status,
        serviceId: query.service_id,
        after: after === undefined ? undefined : Number(after),
        limit: query.limit + 1,
      });
      return pageOf(
        rows,
        query.limit,
        (row) => row.place,
        (row) => entryRecord(ctx, row),
      );
    },
  );

  app.post(
    "/v1/admin/waitlist",
    {
      config,
      schema: {
        tags,
        summary: "Add somebody to the waitlist",
        headers: writeHeaders,
        body: ownerJoinBody,
        response: { 201: entryRecordAnswer },
      },
    },
    (request, reply) => {
      const { body } = request;
      const wish = {
        serviceId: body.service_id,
        staffId: body.staff_id,
        customer: customerIn(body),
        autoBook: body.auto_book,
        ...timesOfBody(body),
      };
      const entry = joinAsOwner(request.ctx, wish, writeOptions(request));
      reply.code(201).header("etag", etagOf(entry.version));
      return entry;
    },
  );

  app.get(
    "/v1/admin/waitlist/:id",
    {
      config,
      schema: {
        tags,
        summary: "Read one entry, and why it was offered or passed over",
        params: itemParams,
        response: { 200: entryHistoryAnswer },
      },
    },
    ({ ctx, params }, reply) => {
      const entry = getEntry(ctx.db, params.id);
      reply.header("etag", etagOf(entry.version));
      return { ...entryRecord(ctx, entry), ...entryHistory(ctx.db, calendarRules(ctx.db).zone, entry.id) };
    },
  );

  app.delete(
    "/v1/admin/waitlist/:id",
    {
      config,
      schema: {
        tags,
        summary: "Remove somebody from the waitlist",
        params: itemParams,
        headers: writeHeaders,
        response: { 204: z.undefined() },
      },
    },
    (request, reply) => {
      removeAsOwner(request.ctx, request.params.id, writeOptions(request));
      return reply.code(204).send();
    },
  );

  explainRoute(app);

  app.post(
    "/v1/admin/waitlist/:id/offer",
    {
      config,
      schema: {
        tags,
        summary: "Offer somebody a free time out of turn",
        params: itemParams,
        headers: writeHeaders,
        body: offerBody,
        response: { 200: entryRecordAnswer },
      },
    },
    (request, reply) => {
      const { ctx, params, body } = request;
      const start = body?.start === undefined ? undefined : readStart(body.start, calendarRules(ctx.db).zone);
      const offer = { start, staffId: body?.staff_id };
      const entry = offerNow(ctx, params.id, offer, writeOptions(request));
      reply.header("etag", etagOf(entry.version));
      return entry;
    },
  );
};
