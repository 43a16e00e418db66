import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";

import { ERROR_CODES, ERROR_REASONS } from "#kernel/errors.ts";
import type { Access, RouteConfig } from "#tenancy/http.ts";

import { scope } from "./gates.ts";

/** What the viewer needs: its own files, and inline styles. */
const VIEWER_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const SECURITY: Readonly<Partial<Record<Access, readonly Record<string, readonly string[]>[]>>> = {
  tenant_admin: [{ api_key: [] }],
  platform: [{ platform_key: [] }],
  booking_token: [{ customer_token: [] }],
  chat_session: [{ chat_session: [] }],
};

/** The schema of every error response. */
const ERROR = {
  type: "object" as const,
  required: ["error"],
  additionalProperties: false,
  properties: {
    error: {
      type: "object" as const,
      required: ["code", "reason", "message", "request_id"],
      additionalProperties: false,
      properties: {
        code: { type: "string" as const, enum: [...ERROR_CODES] },
        reason: { type: "string" as const, enum: [...ERROR_REASONS], description: "For programs to act on" },
        message: { type: "string" as const, description: "For people" },
        details: {
          type: "object" as const,
          description: "`path` names the field at fault, if there is one",
        },
        request_id: { type: "string" as const },
      },
    },
  },
};

/** For a route that does not declare its response. */
const ANSWER = { 200: { description: "The result" } };

/** Added to a route's declared responses: any other status is an error. */
const FAILURE = {
  description: "An error: the status, and what to do about it",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
};

/**
 * Describes every route registered after it as OpenAPI, derived from the schemas that validate requests:
 * `/openapi.json`, and `/docs` for people, on the apex and on every tenant's host.
 */
export function describeApi(
  app: FastifyInstance,
  { publicBaseUrl }: { readonly publicBaseUrl: string },
): void {
  app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Frontdesk", version: "1", description: DESCRIPTION },
      servers: [
        {
          url: `${publicBaseUrl}/t/{slug}`,
          description: "One business; its own host serves the same paths without the prefix",
          variables: { slug: { default: "demo" } },
        },
        { url: publicBaseUrl, description: "The platform" },
      ],
      components: {
        schemas: { Error: ERROR },
        securitySchemes: {
          api_key: {
            type: "http",
            scheme: "bearer",
            description: "An API key of the business, or a platform key",
          },
          platform_key: { type: "http", scheme: "bearer", description: "A platform key" },
          customer_token: {
            type: "http",
            scheme: "bearer",
            description: "The token from the response that created the visit or waitlist entry",
          },
          chat_session: {
            type: "http",
            scheme: "bearer",
            description: "The session_id of the conversation",
          },
        },
      },
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      const { access } = (route.route.config ?? {}) as Partial<RouteConfig>;
      const security = access && SECURITY[access];
      // A route that expects its key elsewhere declares that itself.
      return {
        url,
        schema: {
          ...(security && { security }),
          ...schema,
          response: { ...(schema.response ?? ANSWER), default: FAILURE },
        },
      };
    },
  });
  for (const site of ["apex", "tenant"] as const) {
    scope(app, { site, everyRoute: { access: "public", limit: "reads" } }, (scoped) => docRoutes(scoped));
  }
}

function docRoutes(app: FastifyInstance): void {
  app.get("/openapi.json", { config: { access: "public", limit: "reads" }, schema: { hide: true } }, () =>
    app.swagger(),
  );
  // Hide the top bar: it offers to load other descriptions, which the CSP forbids.
  const css = [{ filename: "theme.css", content: ".swagger-ui .topbar { display: none; }" }];
  app.register(swaggerUi, {
    routePrefix: "/docs",
    staticCSP: VIEWER_CSP,
    theme: { title: "Frontdesk API", css },
  });
}

const DESCRIPTION = `Books visits and runs the businesses that take them.

Instants are written \`2026-03-09T13:00:00Z\`, local times \`2026-03-09T09:00\`, and money in the smallest unit of
its currency. All errors have one format: \`{"error": {"code", "reason", "message", "details", "request_id"}}\`.
Programs should act on \`reason\`; \`details.path\` names the field at fault.`;
