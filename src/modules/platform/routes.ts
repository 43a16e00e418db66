import { z } from "zod";

import { invalid } from "#kernel/errors.ts";
import { listQuery, pageSchema, writeHeaders } from "#modules/collection/index.ts";
import { tenantJsonSchema } from "#modules/tenant-file/index.ts";
import type { ApexRoutes } from "#tenancy/http.ts";

import { changeTenant, createTenant, eraseTenant } from "./commands.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { Asker, PlatformDeps } from "./ports.ts";
import { findErasableTenant, findLiveTenant, listTenants, tenantTag, tenantView } from "./queries.ts";
import { type TenantItem, tenantItem, tenantPatch, tenantSummary } from "./schemas.ts";

const config = { access: "platform", limit: "admin" } as const;
const tags = ["tenants"];
const url = "/v1/admin/tenants";
const params = z.looseObject({ slug: z.string() });

/** `GET|POST /v1/admin/tenants`, `GET|PATCH|DELETE /v1/admin/tenants/{slug}`, `GET /schemas/tenant.json`. */
export function platformRoutes(deps: PlatformDeps): ApexRoutes {
  const { $schema: _, ...documentSchema } = tenantJsonSchema();
  // Validated by the module itself, which lists every wrong key and not only the first few.
  const body = z.unknown().meta(documentSchema);
  // A request that is repeated before it was answered waits for the first to end.
  const inTurn = oneAtATime();

  return (app) => {
    app.get(
      url,
      {
        config,
        schema: {
          tags,
          summary: "List businesses",
          querystring: listQuery,
          response: { 200: pageSchema(tenantSummary) },
        },
      },
      ({ query }) => listTenants(deps.control, query),
    );

    app.post(
      url,
      {
        config,
        schema: {
          tags,
          summary: "Create a business from a tenant file",
          headers: writeHeaders,
          body,
          response: { 201: tenantItem },
        },
      },
      async (request, reply) => {
        const key = request.headers["idempotency-key"];
        const once = key === undefined ? undefined : { scope: `POST ${url}`, key, body: request.body };
        const found = () => createTenant(deps, request.body, askerOf(request), once);
        return reply.code(201).send(await inTurn(slugIn(request.body), found));
      },
    );

    app.get(
      `${url}/:slug`,
      { config, schema: { tags, summary: "Read one business", params, response: { 200: tenantItem } } },
      async (request, reply) => {
        const tenant = await findLiveTenant(deps.control, request.params.slug);
        return sendTenant(reply, await tenantView(deps, tenant, askerOf(request)));
      },
    );

    app.patch(
      `${url}/:slug`,
      {
        config,
        schema: {
          tags,
          summary: "Change a business's profile, plan or status",
          headers: writeHeaders,
          params,
          body: tenantPatch,
          response: { 200: tenantItem },
        },
      },
      async (request, reply) => {
        const { params, body, headers } = request;
        const key = headers["idempotency-key"];
        const once = key === undefined ? undefined : { scope: `PATCH ${url}`, key, body };
        const how = { ifMatch: headers["if-match"], once };
        return sendTenant(reply, await changeTenant(deps, params.slug, body, askerOf(request), how));
      },
    );

    app.delete(
      `${url}/:slug`,
      {
        config,
        schema: {
          tags,
          summary: "Erase a business and all its data; ?confirm= repeats its slug",
          params,
          querystring: z.strictObject({ confirm: z.string().optional() }),
          response: { 204: z.undefined() },
        },
      },
      async ({ params, query }, reply) => {
        const { slug } = await findErasableTenant(deps.control, params.slug);
        if (query.confirm !== slug) throw invalid("confirm", "confirm must repeat the slug");
        await eraseTenant(deps, slug);
        return reply.code(204).send();
      },
    );

    app.get(
      "/schemas/tenant.json",
      {
        config: { access: "public", limit: "reads" },
        schema: {
          tags,
          summary: "The JSON Schema of the tenant file",
        },
      },
      (_, reply) => {
        void reply.type("application/schema+json");
        return tenantJsonSchema();
      },
    );
  };
}

/** The slug in the body, unvalidated; empty if there is none. */
function slugIn(body: unknown): string {
  const { slug } = (body ?? {}) as { readonly slug?: unknown };
  return typeof slug === "string" ? slug : "";
}

function sendTenant(
  reply: { readonly header: (name: string, value: string) => unknown },
  tenant: TenantItem,
): TenantItem {
  reply.header("etag", tenantTag(tenant));
  return tenant;
}

function askerOf({ id }: { readonly id: string }): Asker {
  return { actor: { kind: "platform", id: null, channel: "api" }, requestId: id };
}
