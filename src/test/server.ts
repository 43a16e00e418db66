import { hash } from "node:crypto";
import { BlockList } from "node:net";
import type { FastifyInstance } from "fastify";

import { createCallers } from "#http/callers.ts";
import { trustedPeers } from "#http/client-address.ts";
import { scope } from "#http/gates.ts";
import { createRateLimits, noRateLimits } from "#http/limits.ts";
import { createServer } from "#http/server.ts";
import { createSignIns } from "#http/sign-ins.ts";
import { fixedClock } from "#kernel/clock.ts";
import { seededIds } from "#kernel/ids.ts";
import { createLogger } from "#observe/logger.ts";
import { createMetrics } from "#observe/metrics.ts";
import type { ApiKeyRecord, TenantId, TenantRecord } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { ApexRoutes, DashboardRoutes, TenantRoutes } from "#tenancy/http.ts";

import { collectLogLines } from "./log-lines.ts";

export const NOW = Date.UTC(2026, 2, 6, 15);
export const PLATFORM_KEY = "platform-key";
export const LUNA_KEY = "luna-key";
/** The session cookie of Mia, who works at Luna. */
export const MIAS_COOKIE = "mia-is-signed-in-here";

export type TestServerOptions = {
  readonly tenant?: TenantRoutes;
  readonly apex?: ApexRoutes;
  readonly dashboard?: DashboardRoutes;
  readonly everywhere?: ApexRoutes;
  readonly trustedProxies?: BlockList;
  readonly limited?: boolean;
  readonly platformKeys?: readonly string[];
  readonly production?: boolean;
  readonly publicBaseUrl?: string;
};

/**
 * The HTTP edge alone, over tenants without files: Luna (also at luna.example) and Bella are active, Nora is
 * suspended, Olga is being created.
 */
export async function startServer(options: TestServerOptions = {}) {
  const clock = fixedClock(NOW);
  const ids = seededIds(clock, 1);
  const lines = collectLogLines();
  const held = { count: 0 };
  const callers = createCallers(options.platformKeys ?? [PLATFORM_KEY], async (hashed) => KEYS.get(hashed));
  const draining = new AbortController();
  const metrics = createMetrics();
  const app = createServer({
    site: {
      publicBaseUrl: options.publicBaseUrl ?? "https://book.example.com",
      baseDomain: "frontdesk.example",
      trusts: trustedPeers(options.trustedProxies ?? new BlockList()),
    },
    ids,
    log: createLogger({ clock, destination: lines.destination }),
    metrics,
    draining: draining.signal,
    callers,
    limits: options.limited ? createRateLimits(clock) : noRateLimits,
    production: options.production ?? false,
    tenants: {
      callers,
      signIns: createSignIns({
        bySession: async (hashed) => (hashed === MIA.session.hash ? MIA : undefined),
        byMember: async (userId, tenantId) =>
          tenantId === TENANTS[0]?.id ? { userId, tenantId, role: "owner" } : undefined,
      }),
      findTenant: async (by, name) =>
        TENANTS.find((tenant) => (by === "slug" ? tenant.slug : tenant.canonicalHost) === name),
      hold: (tenant) => {
        held.count++;
        return {
          contextFor: (actor, requestId) => ({ tenant, actor, requestId }) as unknown as TenantContext,
          release: () => void held.count--,
        };
      },
    },
  });
  app.addHook("onClose", () => metrics.close());
  register(app, options);
  await app.ready();
  return { app, clock, lines, held, drain: () => draining.abort() };
}

export type TestServer = Awaited<ReturnType<typeof startServer>>;

function register(app: FastifyInstance, { tenant, apex, dashboard, everywhere }: TestServerOptions): void {
  scope(app, {}, (scoped) => everywhere?.(scoped.withTypeProvider()));
  scope(app, { site: "tenant" }, (scoped) => tenant?.(scoped.withTypeProvider()));
  scope(app, { site: "dashboard" }, (scoped) => dashboard?.(scoped.withTypeProvider()));
  scope(app, { site: "apex" }, (scoped) => apex?.(scoped.withTypeProvider()));
}

const TENANTS: readonly TenantRecord[] = [
  aTenant("luna", { canonicalHost: "luna.example" }),
  aTenant("bella", {}),
  aTenant("nora", { status: "suspended" }),
  aTenant("olga", { status: "provisioning" }),
];

const MIA = {
  user: { id: "id-of-mia", email: "mia@luna.example", name: "Mia", passwordHash: null, createdAt: 0 },
  session: {
    hash: hash("sha256", MIAS_COOKIE),
    userId: "id-of-mia",
    createdAt: 0,
    lastSeenAt: 0,
    expiresAt: Number.MAX_SAFE_INTEGER,
  },
};

const KEYS: ReadonlyMap<string, ApiKeyRecord> = new Map([
  aKey(LUNA_KEY, "luna", null),
  aKey("old-key", "luna", NOW - 1),
]);

function aTenant(slug: string, more: Partial<TenantRecord>): TenantRecord {
  return {
    id: `id-of-${slug}` as TenantId,
    slug,
    plan: "premium",
    status: "active",
    canonicalHost: null,
    placement: "here",
    placementEpoch: 1,
    schemaVersion: 1,
    createdAt: 0,
    ...more,
  };
}

function aKey(key: string, slug: string, revokedAt: number | null): [string, ApiKeyRecord] {
  const tenantId = `id-of-${slug}` as TenantId;
  return [
    hash("sha256", key),
    { id: `id-of-${key}`, tenantId, name: key, lastFour: "-key", createdAt: 0, revokedAt },
  ];
}
