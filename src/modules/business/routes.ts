import { z } from "zod";

import {
  cachedAnswer,
  etagOf,
  namesVersion,
  readHeaders,
  sendWritten,
  writeHeaders,
  type WriteOptions,
  writeOptions,
} from "#modules/collection/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { TenantApp, TenantRoutes } from "#tenancy/http.ts";

import { changeSettings } from "./commands.ts";
import { changePolicies } from "./holidays.ts";
import { holidayRoutes } from "./holiday-routes.ts";
import { publicBusiness, publicBusinessSchema } from "./public-business.ts";
import { getSettings } from "./queries.ts";
import { type SettingsDocument, settingsDocuments, type SettingsKey } from "./schemas.ts";

const SINGLETONS = ["profile", "hours", "policies", "branding", "assistant", "integrations"] as const;

/** `GET|PUT /v1/admin/{profile,hours,policies,branding,assistant,integrations}`, `GET /v1/public/tenant`. */
export const businessRoutes: TenantRoutes = (app) => {
  for (const key of SINGLETONS) singletonRoutes(app, key);
  holidayRoutes(app);

  app.get(
    "/v1/public/tenant",
    {
      config: { access: "public", limit: "reads" },
      schema: {
        tags: ["Business"],
        summary: "Read the business's public profile and booking rules",
        headers: readHeaders,
        response: { 200: publicBusinessSchema, 304: z.undefined() },
      },
    },
    (request, reply) => {
      const { ctx } = request;
      sendWritten(
        request,
        reply,
        cachedAnswer(ctx.db, "tenant", () => publicBusiness(ctx)),
      );
    },
  );
};

function singletonRoutes<Key extends (typeof SINGLETONS)[number] & SettingsKey>(
  app: TenantApp,
  key: Key,
): void {
  const config = { access: "tenant_admin", limit: "admin" } as const;
  const tags = [key];
  const document: z.ZodType = settingsDocuments[key];

  app.get(
    `/v1/admin/${key}`,
    {
      config,
      schema: {
        tags,
        summary: `Read the ${key}`,
        headers: readHeaders,
        response: { 200: document, 304: z.undefined() },
      },
    },
    (request, reply) => {
      const { document, version } = getSettings(request.ctx.db, key);
      const known = request.headers["if-none-match"];
      void reply.header("etag", etagOf(version));
      return known && namesVersion(known, version) ? reply.code(304).send() : reply.send(document);
    },
  );

  app.put(
    `/v1/admin/${key}`,
    {
      config,
      schema: {
        tags,
        summary: `Replace the ${key}; fields that are left out get their defaults`,
        headers: writeHeaders,
        body: document,
        response: { 200: document },
      },
    },
    async (request, reply) => {
      const { document, version } = await change(request.ctx, key, request.body, writeOptions(request));
      return reply.header("etag", etagOf(version)).send(document);
    },
  );
}

/** A change of policies computes the holidays first. */
async function change(ctx: TenantContext, key: SettingsKey, wanted: unknown, how: WriteOptions) {
  if (key === "policies") return await changePolicies(ctx, wanted as SettingsDocument<"policies">, how);
  return changeSettings(ctx, key, wanted as SettingsDocument<typeof key>, how);
}
