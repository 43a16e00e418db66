import type { Instant } from "#kernel/instant.ts";

import type { TenantId } from "./tenant-id.ts";
import type { MemberDirectory, UserDirectory } from "./users.ts";

export type { TenantId } from "./tenant-id.ts";

export type PlanName = "starter" | "standard" | "premium";
/** `provisioning`: its file is not complete yet; it serves nobody, and a restart removes it. */
export type TenantStatus = "provisioning" | "active" | "suspended" | "erasing";

/**
 * The directory's entry for a tenant: the source of truth for slug, plan and status. The rest is in the
 * tenant's file.
 */
export type TenantRecord = {
  readonly id: TenantId;
  readonly slug: string;
  readonly plan: PlanName;
  readonly status: TenantStatus;
  /** The verified host that its links use, if it has its own. */
  readonly canonicalHost: string | null;
  /** Which process may open its file; there is only one owner at a time. */
  readonly placement: string;
  /** Rises with each change of owner: a write that carries a lower one comes from a previous owner. */
  readonly placementEpoch: number;
  /**
   * The schema version that its file is known to have reached. The file is authoritative; this saves opening
   * it.
   */
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

/** A host name that a business answers to besides its slug. Its links use it once it is verified. */
export type HostRecord = {
  readonly host: string;
  readonly tenantId: TenantId;
  /** What the host's DNS must contain. */
  readonly proof: string;
  readonly verifiedAt: Instant | null;
};

/** A tenant with pending work. `mark` changes with every wake-up, even one for a later time. */
export type DueTenant = { readonly tenantId: TenantId; readonly dueAt: Instant; readonly mark: number };

/** Who asks to own a tenant's file, and until when. `until: null`: it does not lapse. */
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
 * What the process that serves tenants needs from the control plane. Asynchronous, because with more than one
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
    /** By the SHA-256 of a tenant's API key. A revoked key is not found. */
    readonly apiKeyByHash: (hash: string) => Promise<ApiKeyRecord | undefined>;

    /** Sorted by slug; `after` is the last slug of the previous page. */
    readonly listTenants: (page: Page) => Promise<readonly TenantRecord[]>;
    /** Takes the slug, in state `provisioning`. False if it is taken. */
    readonly reserveTenant: (tenant: NewTenant) => Promise<boolean>;
    /** Also sets its phone numbers; on `number_taken` nothing is changed. */
    readonly activateTenant: (id: string, numbers: readonly string[]) => Promise<"active" | "number_taken">;
    /** Undefined for an unknown tenant; throws ALREADY_EXISTS for a slug that is taken. */
    readonly changeTenant: (id: TenantId, changes: TenantChanges) => Promise<TenantRecord | undefined>;
    /** Deletes the tenant with its hosts, numbers and keys. */
    readonly removeTenant: (id: string) => Promise<void>;
    /** Tenants placed here that a crash left half-created or half-erased. */
    readonly unfinishedTenants: (placement: string) => Promise<readonly TenantRecord[]>;
    readonly numbersOf: (id: TenantId) => Promise<readonly string[]>;
    readonly setNumbers: (id: TenantId, numbers: readonly string[]) => Promise<"set" | "number_taken">;

    /**
     * Asks to own a tenant's file. Granted to the current holder, and to anyone once the placement has
     * lapsed; the epoch then rises, which identifies late writes of the old holder.
     */
    readonly claimPlacement: (id: TenantId, claim: PlacementClaim) => Promise<PlacementVerdict>;
    /** Tenants placed here whose file is not known to have reached `version`, sorted by id. */
    readonly tenantsBehind: (
      version: number,
      page: { readonly placement: string; readonly after?: string | undefined; readonly limit: number },
    ) => Promise<readonly TenantId[]>;
    /** Records the schema version that a tenant's file has reached; called after the file has it. */
    readonly recordSchema: (id: TenantId, version: number) => Promise<void>;

    /** Records that a tenant claims a host. Several may, until one proves it. */
    readonly addHost: (tenant: TenantId, host: string, proof: string) => Promise<HostRecord>;
    /** Marks the host as proved. `host_taken`: another tenant has proved it already. */
    readonly verifyHost: (
      tenant: TenantId,
      host: string,
    ) => Promise<"verified" | "host_taken" | "unknown_host">;
    readonly hostsOf: (tenant: TenantId) => Promise<readonly HostRecord[]>;
    readonly removeHost: (tenant: TenantId, host: string) => Promise<boolean>;

    readonly createApiKey: (key: NewApiKey) => Promise<ApiKeyRecord>;
    readonly listApiKeys: (tenant: TenantId) => Promise<readonly ApiKeyRecord[]>;
    /** False if this tenant has no such key, or it is already revoked. */
    readonly revokeApiKey: (tenant: TenantId, id: string) => Promise<boolean>;

    /** Records that a tenant has work at `at`, unless it already has earlier work. */
    readonly markDue: (tenant: TenantId, at: Instant) => Promise<void>;
    /** Tenants whose work is due at `now`, longest overdue first. */
    readonly dueTenants: (now: Instant, limit: number) => Promise<readonly DueTenant[]>;
    /** How many tenants have work due at `now`. */
    readonly countDue: (now: Instant) => Promise<number>;
    /**
     * Replaces the finished work with the next due time (null: none). If there was a wake-up in between, even
     * for later, the tenant stays due, since `next` may have been read before that work was written.
     */
    readonly settleDue: (worked: DueTenant, next: Instant | null) => Promise<void>;

    /** Records how many of a tenant's messages wait for a person. */
    readonly recordUndelivered: (tenant: TenantId, messages: number) => Promise<void>;
    /** Over all tenants. */
    readonly countUndelivered: () => Promise<number>;

    /** Rejects unless the database answers. */
    readonly ping: () => Promise<void>;
    readonly close: () => Promise<void>;
  };
