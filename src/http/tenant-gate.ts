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

/** What the gate asks of the rest of the process. */
export type TenantGateDeps = {
  readonly findTenant: (by: "slug" | "host", name: string) => Soon<TenantRecord | undefined>;
  readonly callers: Callers;
  readonly signIns: SignIns;
  /** Opens the tenant's file if it is not open; throws UNAVAILABLE when it cannot be used. */
  readonly hold: (tenant: TenantRecord) => Soon<HeldTenant>;
};

/** What a request that got through the gate carries. */
export type Entry = { readonly held: HeldTenant; readonly ctx: TenantContext };

/**
 * Lets a request in to the tenant that its site names: who is it from, which tenant is it for, may they,
 * then the file. In that order, so that an unknown key learns nothing, not even which tenants exist. All of
 * it is usually at hand; then nothing is waited for.
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
 * Lets in who is signed in and works there. Who is not signed in learns nothing, and for everybody else a
 * business where they do not work is one that does not exist.
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
  // Nothing new is booked, but a visit that stands is its customer's to move or cancel.
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
