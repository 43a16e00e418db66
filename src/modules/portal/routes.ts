import formbody from "@fastify/formbody";
import type { ZodTypeProvider } from "fastify-type-provider-zod";

import { refuseOtherSites } from "#http/same-origin.ts";
import { bookRoutes } from "#modules/portal/book/routes.ts";
import { visitRoutes } from "#modules/portal/visit/routes.ts";
import { waitlistRoutes } from "#modules/portal/waitlist/routes.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { businessRoutes } from "./routes-business.ts";

/**
 * The customers' pages of a business. They parse forms, which the rest of the application refuses, and so
 * have a scope of their own that rejects cross-site requests.
 */
export const portalRoutes: TenantRoutes = (app) => {
  app.register(async (pages) => {
    await pages.register(formbody, { bodyLimit: 64 * 1024 });
    pages.addHook("onRequest", refuseOtherSites);
    for (const routes of [businessRoutes, bookRoutes, visitRoutes, waitlistRoutes]) {
      pages.register((scope, _options, done) => {
        routes(scope.withTypeProvider<ZodTypeProvider>());
        done();
      });
    }
  });
};
