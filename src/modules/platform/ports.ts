import type { TenantDb } from "#db/tenant-db.ts";
import type { Clock } from "#kernel/clock.ts";
import type { Ids } from "#kernel/ids.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane, PlanName, TenantId, TenantRecord } from "#ports/control-plane.ts";
import type { Actor, TenantContext } from "#tenancy/context.ts";

/** A hold on a tenant's open file. */
export type Held = {
  readonly contextFor: (actor: Actor, requestId: string) => TenantContext;
  readonly release: () => void;
};

export type Provisioned =
  | { readonly outcome: "created"; readonly tenant: TenantRecord }
  | { readonly outcome: "slug_taken" }
  | { readonly outcome: "number_taken" };

/** What tenant administration needs from the process. */
export type PlatformDeps = {
  readonly control: ControlPlane;
  readonly directory: { readonly forget: (tenant: TenantId) => void };
  readonly provisioning: {
    /** Completely, or not at all. */
    readonly createTenant: (business: {
      readonly slug: string;
      readonly plan: PlanName;
      readonly numbers: readonly string[];
      readonly fill: (db: TenantDb) => void;
    }) => Promise<Provisioned>;
    readonly eraseTenant: (id: TenantId) => Promise<boolean>;
  };
  readonly tenants: { readonly hold: (tenant: TenantRecord) => Held | Promise<Held> };
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
};

/** Who makes the request. */
export type Asker = { readonly actor: Actor; readonly requestId: string };

/** Runs `work` with a tenant's context. The file is leased until `work` returns. */
export async function withTenant<T>(
  { tenants }: Pick<PlatformDeps, "tenants">,
  tenant: TenantRecord,
  { actor, requestId }: Asker,
  work: (ctx: TenantContext) => T,
): Promise<T> {
  const held = await tenants.hold(tenant);
  try {
    return work(held.contextFor(actor, requestId));
  } finally {
    held.release();
  }
}
