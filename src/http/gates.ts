import type { FastifyInstance, onRequestAsyncHookHandler, onRequestHookHandler, RouteOptions } from "fastify";

import { AppError } from "#kernel/errors.ts";
import type { Access, RouteConfig } from "#tenancy/http.ts";

import type { Callers } from "./callers.ts";
import { addressKey, isPrivateAddress } from "./client-address.ts";
import type { RateLimits } from "./limits.ts";
import { enter } from "./request-state.ts";
import { greet, type SignIns } from "./sign-ins.ts";
import { tenantGate, type TenantGateDeps } from "./tenant-gate.ts";

/** The sites that a scope's routes are served on. Without a site: on all hosts, including unknown ones. */
export type Scope = {
  readonly site?: "apex" | "tenant" | "dashboard";
  /** The config of every route in the scope, for plugins that do not know about access. */
  readonly everyRoute?: RouteConfig;
};

export type GateDeps = {
  readonly callers: Callers;
  readonly limits: RateLimits;
  readonly tenants: TenantGateDeps;
  readonly production: boolean;
};

type Gate = onRequestHookHandler | onRequestAsyncHookHandler;

const SCOPE = Symbol("scope");
type Scoped = { [SCOPE]?: Scope };

/** Opens a scope for routes; `register` adds them. */
export function scope(app: FastifyInstance, settings: Scope, register: (app: FastifyInstance) => void): void {
  app.register((scoped, _options, done) => {
    (scoped as Scoped)[SCOPE] = settings;
    try {
      register(scoped);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * Puts the gates that a route's config asks for in front of it. A route that does not declare who may call it
 * cannot be registered, nor can one whose scope could not enforce its declaration: access is decided by the
 * matched route, never by how a URL is written.
 */
export function guardRoutes(app: FastifyInstance, deps: GateDeps): void {
  app.addHook("onRoute", function guard(route) {
    const { site, everyRoute } = (this as unknown as Scoped)[SCOPE] ?? {};
    const config: RouteConfig | undefined = route.config?.access ? route.config : everyRoute;
    const problem = problemOf(config?.access, site, deps.production);
    if (problem !== undefined) throw new Error(`${String(route.method)} ${route.url} ${problem}`);
    if (!config) return;
    route.config = { ...config, ...route.config };
    if (site) route.constraints = { ...route.constraints, site };
    route.onRequest = [...gatesOf(deps, config, site), ...own(route)];
  });
}

function problemOf(access: Access | undefined, site: Scope["site"], production: boolean): string | undefined {
  if (access === undefined) return "does not say who may call it: give it config.access";
  const needsTenant = access === "tenant_admin" || access === "booking_token" || access === "chat_session";
  if (needsTenant && site !== "tenant")
    return `needs a tenant for ${access}: register it in the tenant scope`;
  if ((access === "platform" || access === "signed_in") && site !== "apex")
    return "belongs to the platform: register it in the apex scope";
  if ((access === "member") !== (site === "dashboard"))
    return "is for members of a business, and they only: register it in the dashboard's scope";
  if (access === "dev" && production) return "is for development: do not register it in production";
  return undefined;
}

function gatesOf(deps: GateDeps, config: RouteConfig, site: Scope["site"]): Gate[] {
  const gates: Gate[] = [];
  const { limit, access } = config;
  if (limit) {
    gates.push((request, _reply, done) => {
      deps.limits.count(limit, addressKey(request.ip));
      done();
    });
  }
  if (access === "platform") gates.push(platformGate(deps.callers));
  if (access === "signed_in") gates.push(signedInGate(deps.tenants.signIns));
  if (access === "operator") gates.push(operatorGate(deps.callers));
  if (site === "tenant" || site === "dashboard") gates.push(enter(tenantGate(deps.tenants, config)));
  return gates;
}

function platformGate(callers: Callers): onRequestAsyncHookHandler {
  // The lookup is needed only to refuse: a tenant's key is valid, but not for this.
  return async (request) => {
    if (callers.isPlatform(request.bearer)) return;
    await callers.byKey(request.bearer);
    throw new AppError("FORBIDDEN");
  };
}

function signedInGate(signIns: SignIns): onRequestAsyncHookHandler {
  return async (request) => greet(request, await signIns.of(request));
}

function operatorGate(callers: Callers): onRequestHookHandler {
  return (request, _reply, done) => {
    if (isPrivateAddress(request.ip) || callers.isPlatform(request.bearer)) return done();
    done(new AppError("UNAUTHENTICATED"));
  };
}

function own({ onRequest = [] }: RouteOptions): Gate[] {
  return Array.isArray(onRequest) ? onRequest : [onRequest];
}
