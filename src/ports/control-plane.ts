import type { Instant } from "#kernel/instant.ts";

import type { TenantId } from "./tenant-id.ts";
import type { MemberDirectory, UserDirectory } from "./users.ts";

export type { TenantId } from "./tenant-id.ts";

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
  /** Rises with each change of owner: what carries a lower one comes from an owner of the past. */
  readonly placementEpoch: number;
  /** The schema its file is known to have reached. The file says the truth; this saves opening it. */
  readonly schemaVersion: number;
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

/** A name that a business answers to besides its slug. Its links use it once it has proved to be theirs. */
export type HostRecord = {
  readonly host: string;
  readonly tenantId: TenantId;
  /** What must stand in the DNS of the host. */
  readonly proof: string;
  readonly verifiedAt: Instant | null;
};

/** Work that a tenant has waiting. `mark` changes with each wake-up, also with one for later. */
export type DueTenant = { readonly tenantId: TenantId; readonly dueAt: Instant; readonly mark: number };

/** Who asks to own a tenant's file, and until when; `until: null` never lapses by itself. */
export type PlacementClaim = {
  readonly holder: string;
  readonly now: Instant;
  readonly until: Instant | null;
};
export type PlacementVerdict =
  | { readonly outcome: "ours"; readonly epoch: number }
  | { readonly outcome: "elsewhere"; readonly holder: string }
  | { readonly outcome: "unknown_tenant" };

export type NewTenant = {
  readonly id: string;
  readonly slug: string;
  readonly plan: PlanName;
  readonly placement: string;
  readonly schemaVersion: number;
};
export type TenantChanges = {
  readonly plan?: PlanName;
  readonly status?: TenantStatus;
  readonly slug?: string;
};
export type NewApiKey = {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly hash: string;
  readonly lastFour: string;
};
export type Page = {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly search?: string | undefined;
};

/**
 * What the process that serves tenants asks of the control plane. Asynchronous, because past one
 * machine it is a PostgreSQL server. Slugs, hosts, numbers and key hashes are looked up exactly as given:
 * callers normalise them first.
 */
export type ControlPlane = UserDirectory &
  MemberDirectory & {
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
    /** Undefined for an unknown tenant; throws ALREADY_EXISTS for a slug that is taken. */
    readonly changeTenant: (id: TenantId, changes: TenantChanges) => Promise<TenantRecord | undefined>;
    /** Forgets the tenant, its hosts, numbers and keys. */
    readonly removeTenant: (id: string) => Promise<void>;
    /** Those placed here that a crash left half-made or half-erased. */
    readonly unfinishedTenants: (placement: string) => Promise<readonly TenantRecord[]>;
    readonly numbersOf: (id: TenantId) => Promise<readonly string[]>;
    readonly setNumbers: (id: TenantId, numbers: readonly string[]) => Promise<"set" | "number_taken">;

    /**
     * Asks to own a tenant's file. Granted to the holder of the placement, and to anyone once that has
     * lapsed; then the epoch rises, by which the old holder's late writes are known.
     */
    readonly claimPlacement: (id: TenantId, claim: PlacementClaim) => Promise<PlacementVerdict>;
    /** Those placed here whose file is not known to have reached `version`, in order of id. */
    readonly tenantsBehind: (
      version: number,
      page: { readonly placement: string; readonly after?: string | undefined; readonly limit: number },
    ) => Promise<readonly TenantId[]>;
    /** Notes the schema that a tenant's file has reached; called after the file has it. */
    readonly recordSchema: (id: TenantId, version: number) => Promise<void>;

    /** Notes that a tenant wants a host. Several may until one proves it. */
    readonly addHost: (tenant: TenantId, host: string, proof: string) => Promise<HostRecord>;
    /** The proof was found. `host_taken`: another tenant has proved it before. */
    readonly verifyHost: (
      tenant: TenantId,
      host: string,
    ) => Promise<"verified" | "host_taken" | "unknown_host">;
    readonly hostsOf: (tenant: TenantId) => Promise<readonly HostRecord[]>;
    readonly removeHost: (tenant: TenantId, host: string) => Promise<boolean>;

    readonly createApiKey: (key: NewApiKey) => Promise<ApiKeyRecord>;
    readonly listApiKeys: (tenant: TenantId) => Promise<readonly ApiKeyRecord[]>;
    /** False when this tenant has no such key, or it is revoked already. */
    readonly revokeApiKey: (tenant: TenantId, id: string) => Promise<boolean>;

    /** Remembers that a tenant has work at `at`, unless it has earlier work already. */
    readonly markDue: (tenant: TenantId, at: Instant) => Promise<void>;
    /** Tenants whose work is due at `now`, longest due first. */
    readonly dueTenants: (now: Instant, limit: number) => Promise<readonly DueTenant[]>;
    /** How many tenants have work that is due at `now`. */
    readonly countDue: (now: Instant) => Promise<number>;
    /**
     * Replaces what was worked off by the next due time (none: null). A wake-up in between, even one for
     * later, leaves it due, since `next` may have been read before that work was written.
     */
    readonly settleDue: (worked: DueTenant, next: Instant | null) => Promise<void>;

    /** Notes how many of a tenant's messages wait for a person. */
    readonly recordUndelivered: (tenant: TenantId, messages: number) => Promise<void>;
    /** Of all tenants together. */
    readonly countUndelivered: () => Promise<number>;

    /** Fails unless the database answers. */
    readonly ping: () => Promise<void>;
    readonly close: () => Promise<void>;
  };
