import type { FastifyRequest } from "fastify";

import type { Directory } from "#control/directory.ts";
import { AppError, notFound } from "#kernel/errors.ts";
import type { TenantRecord } from "#ports/control-plane.ts";
import type { Actor, TenantContext } from "#tenancy/context.ts";
import type { RouteConfig } from "#tenancy/http.ts";

import { ANYONE, type Caller, type Callers } from "./callers.ts";
import { type Site, siteOf } from "./site.ts";

/** A tenant's open file, held while a request needs it. */
export type HeldTenant = {
  readonly contextFor: (actor: Actor, requestId: string) => TenantContext;
  readonly release: () => void;
};

/** What the gate asks of the rest of the process. */
export type TenantGateDeps = {
  readonly directory: Pick<Directory, "bySlug" | "byHost">;
  readonly callers: Callers;
  /** Opens the tenant's file if it is not open; throws UNAVAILABLE when it cannot be used. */
  readonly hold: (tenant: TenantRecord) => HeldTenant | Promise<HeldTenant>;
};

/** What a request that got through the gate carries. */
export type Entry = { readonly held: HeldTenant; readonly ctx: TenantContext };

/**
 * Lets a request in to the tenant that its site names: who is it from, which tenant is it for, may they,
 * then the file. In that order, so that an unknown key learns nothing, not even which tenants exist.
 */
export function tenantGate({ directory, callers, hold }: TenantGateDeps, config: RouteConfig) {
  return async (request: FastifyRequest): Promise<Entry> => {
    const caller = config.access === "tenant_admin" ? await callers.byKey(request.bearer) : ANYONE;
    const tenant = await findTenant(directory, siteOf(request.raw));
    if (!tenant || !(tenant.status === "active" || tenant.status === "suspended")) throw notFound();
    admit(request.method, config, caller, tenant);
    const held = await hold(tenant);
    return { held, ctx: held.contextFor(actorOf(caller, config), request.id) };
  };
}

function findTenant(
  directory: TenantGateDeps["directory"],
  site: Site,
): Promise<TenantRecord | undefined> | undefined {
  if (site.kind !== "tenant") return undefined;
  return site.by === "slug" ? directory.bySlug(site.name) : directory.byHost(site.name);
}

function admit(method: string, { access }: RouteConfig, caller: Caller, tenant: TenantRecord): void {
  if (caller.kind === "api_key" && caller.tenantId !== tenant.id) throw new AppError("FORBIDDEN");
  const reads = method === "GET" || method === "HEAD";
  if (tenant.status === "suspended" && access !== "tenant_admin" && !reads)
    throw new AppError("TENANT_SUSPENDED");
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
