import type { FastifyInstance } from "fastify";

import type { AppDeps } from "./deps.ts";
import { assetRoutes } from "#http/assets.ts";
import { describeApi } from "#http/docs.ts";
import { devRoutes } from "#http/dev-routes.ts";
import { scope } from "#http/gates.ts";
import { healthRoutes } from "#http/health.ts";
import { createServer } from "#http/server.ts";
import { attentionRoutes } from "#modules/attention/routes.ts";
import { authRoutes } from "#modules/auth/routes.ts";
import { adminBookingRoutes } from "#modules/booking/admin-routes.ts";
import { publicBookingRoutes } from "#modules/booking/public-routes.ts";
import { businessRoutes } from "#modules/business/routes.ts";
import { calendarRoutes } from "#modules/calendar/routes.ts";
import { chatRoutes } from "#modules/chat/routes.ts";
import { apexWidgetRoutes } from "#modules/chat/routes-widget.ts";
import { adminConversationRoutes } from "#modules/conversation/admin-routes.ts";
import { customerRoutes } from "#modules/customers/routes.ts";
import { dashboardRoutes } from "#modules/dashboard/routes.ts";
import { signInRoutes } from "#modules/dashboard/routes-sign-in.ts";
import { explainRoutes } from "#modules/explain/routes.ts";
import { knowledgeRoutes } from "#modules/knowledge/routes.ts";
import { outboxRoutes } from "#modules/messages/dev-routes.ts";
import { messageRoutes } from "#modules/messages/routes.ts";
import { restoreRoutes } from "#modules/platform/restore-routes.ts";
import { platformRoutes } from "#modules/platform/routes.ts";
import { componentRoutes } from "#modules/portal/dev-routes.ts";
import { portalRoutes } from "#modules/portal/routes.ts";
import { apexPageRoutes } from "#modules/portal/routes-apex.ts";
import { resourceRoutes } from "#modules/resources/routes.ts";
import { serviceRoutes } from "#modules/services/routes.ts";
import { staffRoutes } from "#modules/staff/routes.ts";
import { adminWaitlistRoutes } from "#modules/waitlist/admin-routes.ts";
import { chainRoutes } from "#modules/waitlist/chains/routes.ts";
import { publicWaitlistRoutes } from "#modules/waitlist/public-routes.ts";
import type { ApexRoutes, TenantRoutes } from "#tenancy/http.ts";

/** The routes of a tenant's site, in the order of a business's day. */
function tenantRoutes(deps: AppDeps): readonly TenantRoutes[] {
  return [
    calendarRoutes,
    publicBookingRoutes,
    adminBookingRoutes,
    attentionRoutes,
    explainRoutes,
    publicWaitlistRoutes,
    adminWaitlistRoutes,
    chainRoutes,
    customerRoutes,
    messageRoutes,
    businessRoutes,
    serviceRoutes,
    staffRoutes,
    resourceRoutes,
    knowledgeRoutes,
    adminConversationRoutes,
    authRoutes(deps),
    portalRoutes,
    chatRoutes(deps),
  ];
}

/** The routes of the platform's own site. */
function apexRoutes(deps: AppDeps): readonly ApexRoutes[] {
  return [
    platformRoutes(deps),
    restoreRoutes(deps),
    signInRoutes(deps),
    apexPageRoutes({ listDemos: listDemos(deps) }),
    apexWidgetRoutes,
  ];
}

/** On an installation with demos, the platform's front page links to them. */
function listDemos({ config, control }: AppDeps) {
  if (!config.demo) return undefined;
  return async () => (await control.listTenants({ limit: 20 })).map((tenant) => tenant.slug);
}

/** Routes that exist only in a test. */
export type ExtraRoutes = { readonly tenant?: TenantRoutes; readonly apex?: ApexRoutes };

/** The whole application, ready to `listen` or for `inject`. Close it before closing `deps`. */
export async function buildApp(deps: AppDeps, extra: ExtraRoutes = {}): Promise<FastifyInstance> {
  const app = createServer(deps);
  describeApi(app, deps.site);

  scope(app, {}, (any) => {
    healthRoutes(any, deps);
    assetRoutes(any);
  });
  scope(app, { site: "tenant" }, (tenant) => {
    for (const register of [...tenantRoutes(deps), extra.tenant]) register?.(tenant.withTypeProvider());
  });
  scope(app, { site: "dashboard" }, (dashboard) => dashboardRoutes(dashboard.withTypeProvider()));
  scope(app, { site: "apex" }, (apex) => {
    for (const register of [...apexRoutes(deps), extra.apex]) register?.(apex.withTypeProvider());
    if (deps.devClock) {
      devRoutes(apex, deps.devClock);
      outboxRoutes(deps.readTenant)(apex.withTypeProvider());
      componentRoutes(apex.withTypeProvider());
    }
  });

  await app.ready();
  return app;
}
