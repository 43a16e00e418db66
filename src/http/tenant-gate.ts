import type { FastifyRequest } from "fastify";

import { AppError, notFound } from "#kernel/errors.ts";
import type { TenantRecord } from "#ports/control-plane.ts";
import type { Actor, TenantContext } from "#tenancy/context.ts";
import type { RouteConfig } from "#tenancy/http.ts";

import { ANYONE, type Caller, type Callers } from "./callers.ts";
import { greet, type SignIns } from "./sign-ins.ts";
import { siteOf } from "./site.ts";
import { after, type Soon } from "./soon.ts";

/** A tenant's open file, held while a request needs it. */
export type HeldTenant = {
  readonly contextFor: (actor: Actor, requestId: string) => TenantContext;
  readonly release: () => void;
};

/** What the gate needs from the rest of the process. */
export type TenantGateDeps = {
  readonly findTenant: (by: "slug" | "host", name: string) => Soon<TenantRecord | undefined>;
  readonly callers: Callers;
  readonly signIns: SignIns;
  /** Opens the tenant's file if necessary; throws UNAVAILABLE if it cannot be used. */
  readonly hold: (tenant: TenantRecord) => Soon<HeldTenant>;
};

/** What a request gets from the gate. */
export type Entry = { readonly held: HeldTenant; readonly ctx: TenantContext };

/**
 * The gate of a tenant's routes: identifies the caller, finds the tenant that the site names, checks that the
 * caller may use the route, and only then opens the file. In this order, so that an unknown key learns
 * nothing, not even which tenants exist. Usually everything is cached, and nothing is awaited.
 */
export function tenantGate({ findTenant, callers, signIns, hold }: TenantGateDeps, config: RouteConfig) {
  if (config.access === "member") return memberGate({ findTenant, signIns, hold }, config);
  const keyed = config.access === "tenant_admin";
  return (request: FastifyRequest): Soon<Entry> =>
    after(keyed ? callers.byKey(request.bearer) : ANYONE, (caller) =>
      after(tenantOf(request, findTenant), (tenant) =>
        after(hold(admit(request.method, config, caller, tenant)), (held) => ({
          held,
          ctx: held.contextFor(actorOf(caller, config), request.id),
        })),
      ),
    );
}

/**
 * The gate for people who are signed in and work for the tenant. Nobody else learns anything: without a
 * sign-in they are sent to sign in, and a business they do not work for does not exist for them.
 */
function memberGate(
  { findTenant, signIns, hold }: Pick<TenantGateDeps, "findTenant" | "signIns" | "hold">,
  config: RouteConfig,
) {
  return async (request: FastifyRequest): Promise<Entry> => {
    const person = await signIns.of(request);
    const tenant = admit(request.method, config, ANYONE, await tenantOf(request, findTenant));
    await signIns.memberOf(person, tenant.id);
    greet(request, person);
    const held = await hold(tenant);
    const actor: Actor = { kind: "person", id: person.user.id, channel: "dashboard" };
    return { held, ctx: held.contextFor(actor, request.id) };
  };
}

function tenantOf(request: FastifyRequest, findTenant: TenantGateDeps["findTenant"]) {
  const site = siteOf(request.raw);
  return site.kind === "tenant" || site.kind === "dashboard" ? findTenant(site.by, site.name) : undefined;
}

function admit(
  method: string,
  { access }: RouteConfig,
  caller: Caller,
  tenant: TenantRecord | undefined,
): TenantRecord {
  if (!tenant || !(tenant.status === "active" || tenant.status === "suspended")) throw notFound();
  if (caller.kind === "api_key" && caller.tenantId !== tenant.id) throw new AppError("FORBIDDEN");
  const reads = method === "GET" || method === "HEAD";
  // A suspended business takes no new bookings, but customers may still move or cancel their visits.
  const isNew = access === "public" || access === "chat_session";
  if (tenant.status === "suspended" && isNew && !reads) throw new AppError("TENANT_SUSPENDED");
  return tenant;
}

function actorOf(caller: Caller, { channel }: RouteConfig): Actor {
  switch (caller.kind) {
    case "anyone":
      return { kind: "customer", id: null, channel: channel ?? "page" };
    case "platform":
      return { kind: "platform", id: null, channel: channel ?? "api" };
    case "api_key":
      return { kind: "api_key", id: caller.id, channel: channel ?? "api" };
  }
}
