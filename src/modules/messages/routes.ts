import { z } from "zod";

import {
  itemParams,
  pageOf,
  pageSchema,
  positionOf,
  writeHeaders,
  writeOptions,
} from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { getMessage, listMessages, messageRecord } from "./admin-queries.ts";
import { replayMessage } from "./replay-message.ts";
import { messageAnswer, messageQuery } from "./schemas.ts";

const tags = ["messages"];
const config = { access: "tenant_admin", limit: "admin" } as const;

/** The messages to customers: sent, queued, and failed. */
export const messageRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/messages",
    {
      config,
      schema: {
        tags,
        summary: "List messages, newest first",
        querystring: messageQuery,
        response: { 200: pageSchema(messageAnswer) },
      },
    },
    ({ ctx, query }) => {
      const { q: search, state, limit } = query;
      const after = positionOf(query.cursor, "text")?.[1];
      const rows = listMessages(ctx.db, { search, state, after, limit: limit + 1 });
      return pageOf(rows, limit, (row) => row.id, messageRecord);
    },
  );

  app.get(
    "/v1/admin/messages/:id",
    {
      config,
      schema: { tags, summary: "Read one message", params: itemParams, response: { 200: messageAnswer } },
    },
    ({ ctx, params }) => messageRecord(getMessage(ctx.db, params.id)),
  );

  app.post(
    "/v1/admin/messages/:id/replay",
    {
      config,
      schema: {
        tags,
        summary: "Send a dead or unknown message again",
        params: itemParams,
        headers: writeHeaders,
        body: z.strictObject({}).nullish(),
        response: { 200: messageAnswer },
      },
    },
    (request) => replayMessage(request.ctx, request.params.id, writeOptions(request)),
  );
};
