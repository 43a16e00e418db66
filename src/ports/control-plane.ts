import type { Instant } from "#kernel/instant.ts";

declare const tenantId: unique symbol;

/**
 * The opaque name of a tenant: a ULID. Only the control plane hands them out, so nothing that a visitor
 * types can become one.
 */
export type TenantId = string & { readonly [tenantId]: true };

export type PlanName = "starter" | "standard" | "premium";
/** `provisioning`: its file is not whole yet; nobody is served and a restart removes it. */
export type TenantStatus = "provisioning" | "active" | "suspended" | "erasing";

/** What the directory knows of a tenant. The truth for slug, plan and status; the rest is in the tenant's file. */
export type TenantRecord = {
  readonly id: TenantId;
  readonly slug: string;
  readonly plan: PlanName;
  readonly status: TenantStatus;
  /** The verified host that its links use, if it has one of its own. */
  readonly canonicalHost: string | null;
  /** Which process may open its file; only one owner at a time. */
  readonly placement: string;
  readonly createdAt: Instant;
};

export type ApiKeyRecord = {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly lastFour: string;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
};

export type NewTenant = { readonly id: string; readonly slug: string; readonly plan: PlanName; readonly placement: string };
export type TenantChanges = { readonly plan?: PlanName; readonly status?: TenantStatus; readonly slug?: string };
export type NewApiKey = {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly hash: string;
  readonly lastFour: string;
};
export type Page = { readonly after?: string | undefined; readonly limit: number; readonly search?: string | undefined };

/**
 * What the process that serves tenants asks of the control plane. Asynchronous, because past one
 * machine it is a PostgreSQL server. Slugs, hosts, numbers and key hashes are looked up exactly as given:
 * callers normalise them first.
 */
export type ControlPlane = {
  readonly tenantBySlug: (slug: string) => Promise<TenantRecord | undefined>;
  /** By a verified custom domain. */
  readonly tenantByHost: (host: string) => Promise<TenantRecord | undefined>;
  /** By a phone number in E.164. */
  readonly tenantByNumber: (number: string) => Promise<TenantRecord | undefined>;
  readonly tenantById: (id: string) => Promise<TenantRecord | undefined>;
  /** By the SHA-256 of a tenant's API key; a revoked one is unknown. */
  readonly apiKeyByHash: (hash: string) => Promise<ApiKeyRecord | undefined>;

  /** In order of slug; `after` is the last slug of the page before. */
  readonly listTenants: (page: Page) => Promise<readonly TenantRecord[]>;
  /** Takes the slug, in state `provisioning`. False when it is taken. */
  readonly reserveTenant: (tenant: NewTenant) => Promise<boolean>;
  /** Also sets its phone numbers; `numberTaken` leaves everything as it was. */
  readonly activateTenant: (id: string, numbers: readonly string[]) => Promise<"active" | "number_taken">;
  readonly changeTenant: (id: TenantId, changes: TenantChanges) => Promise<TenantRecord | undefined>;
  /** Forgets the tenant, its hosts, numbers and keys. */
  readonly removeTenant: (id: string) => Promise<void>;
  /** Those that a crash left half-made or half-erased. */
  readonly unfinishedTenants: () => Promise<readonly TenantRecord[]>;
  readonly numbersOf: (id: TenantId) => Promise<readonly string[]>;
  readonly setNumbers: (id: TenantId, numbers: readonly string[]) => Promise<"set" | "number_taken">;

  readonly createApiKey: (key: NewApiKey) => Promise<ApiKeyRecord>;
  readonly listApiKeys: (tenant: TenantId) => Promise<readonly ApiKeyRecord[]>;
  /** False when this tenant has no such key, or it is revoked already. */
  readonly revokeApiKey: (tenant: TenantId, id: string) => Promise<boolean>;

  /** Remembers that a tenant has work at `at`, unless it has earlier work already. */
  readonly markDue: (tenant: TenantId, at: Instant) => Promise<void>;
  readonly dueTenants: (now: Instant, limit: number) => Promise<readonly { readonly tenantId: TenantId; readonly dueAt: Instant }[]>;
  /** Replaces a due time that was worked off by the next one (none: null), unless it was changed since. */
  readonly settleDue: (tenant: TenantId, worked: Instant, next: Instant | null) => Promise<void>;

  /** Fails unless the database answers. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
};
