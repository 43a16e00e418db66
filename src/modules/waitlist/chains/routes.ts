import { z } from "zod";

import { notFound } from "#kernel/errors.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { itemParams, listQuery, pageOf, pageSchema, positionOf } from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { chainAnswer } from "./answers.ts";
import { listChains } from "./list.ts";
import { findChain } from "./rows.ts";
import { chainRecord } from "./view.ts";

const tags = ["waitlist"];
const config = { access: "tenant_admin", limit: "admin" } as const;

const chainsQuery = listQuery
  .omit({ q: true })
  .extend({ state: z.enum(["open", "done", "released"]).optional() });

/** The business's view of chains: who would move where, who has agreed, and why them. */
export const chainRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/waitlist/chains",
    {
      config,
      schema: {
        tags,
        summary: "List chains of visits that each move into the time of another, newest first",
        querystring: chainsQuery,
        response: { 200: pageSchema(chainAnswer) },
      },
    },
    ({ ctx, query }) => {
      const after = positionOf(query.cursor, "text")?.[1];
      const rows = listChains(ctx.db, { state: query.state, after, limit: query.limit + 1 });
      const { zone } = calendarRules(ctx.db);
      return pageOf(
        rows,
        query.limit,
        (row) => row.id,
        (row) => chainRecord(ctx.db, zone, row),
      );
    },
  );

  app.get(
    "/v1/admin/waitlist/chains/:id",
    {
      config,
      schema: {
        tags,
        summary: "Read one chain: its links, the state of each, and why these people",
        params: itemParams,
        response: { 200: chainAnswer },
      },
    },
    ({ ctx, params }) => {
      const chain = findChain(ctx.db, params.id);
      if (!chain) throw notFound("There is no such chain.");
      return chainRecord(ctx.db, calendarRules(ctx.db).zone, chain);
    },
  );
};
