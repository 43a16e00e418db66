import { z } from "zod";

import { itemParams, listQuery, pageSchema, writeHeaders } from "#modules/collection/index.ts";
import { onceOf } from "#modules/idempotency/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { createApiKey, type KeyDirectory, revokeApiKey } from "./commands.ts";
import { listApiKeys, whoAmI } from "./queries.ts";
import { apiKeyInput, apiKeyItem, meSchema, newApiKey } from "./schemas.ts";

const config = { access: "tenant_admin", limit: "admin" } as const;
const tags = ["api_keys"];

/** `GET /v1/admin/me`, `GET|POST /v1/admin/api_keys`, `DELETE /v1/admin/api_keys/{id}`. */
export function authRoutes(deps: KeyDirectory): TenantRoutes {
  return (app) => {
    app.get(
      "/v1/admin/me",
      { config, schema: { tags: ["me"], summary: "Who is asking", response: { 200: meSchema } } },
      ({ ctx }) => whoAmI(ctx, deps.control),
    );

    app.get(
      "/v1/admin/api_keys",
      {
        config,
        schema: {
          tags,
          summary: "List the keys to this business's API",
          querystring: listQuery,
          response: { 200: pageSchema(apiKeyItem) },
        },
      },
      ({ ctx, query }) => listApiKeys(ctx, deps.control, query),
    );

    app.post(
      "/v1/admin/api_keys",
      {
        config,
        schema: {
          tags,
          summary: "Create a key; it is shown only this once",
          headers: writeHeaders,
          body: apiKeyInput,
          response: { 201: newApiKey },
        },
      },
      async (request, reply) => {
        const made = await createApiKey(request.ctx, deps, request.body, onceOf(request));
        return reply.code(201).header("cache-control", "no-store").send(made);
      },
    );

    app.delete(
      "/v1/admin/api_keys/:id",
      {
        config,
        schema: {
          tags,
          summary: "Revoke a key",
          headers: writeHeaders,
          params: itemParams,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        await revokeApiKey(request.ctx, deps, request.params.id, onceOf(request));
        return reply.code(204).send();
      },
    );
  };
}
