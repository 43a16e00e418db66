import type { Clock } from "#kernel/clock.ts";
import { HOUR, type Instant } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane, TenantId } from "#ports/control-plane.ts";
import { SYSTEM } from "#tenancy/actor.ts";
import type { TenantContext } from "#tenancy/context.ts";
import { type ContextServices, makeContext } from "#tenancy/make-context.ts";
import { SHARDS } from "#tenancy/shard.ts";
import type { TenantStore } from "#tenancy/store.ts";

export type LostWorkDeps = {
  readonly clock: Clock;
  readonly control: Pick<ControlPlane, "markDue" | "tenantById">;
  readonly store: Pick<TenantStore, "lease" | "tryLease" | "closeUnused">;
  readonly services: ContextServices;
  readonly log: Logger;
  /** When a tenant has work due next; null for never. */
  readonly nextDue: (ctx: TenantContext) => Instant | null;
  /** The tenants whose files are in a folder; see `tenantsInShard`. */
  readonly tenantsInShard: (number: number) => Promise<readonly TenantId[]>;
};

/** The time in which each file is checked once, in milliseconds. */
export const ROUND = 6 * HOUR;

/**
 * Reports again to the control plane when tenants have work due: a wake-up may have been lost while its
 * database was down, or because an older copy was restored. Checks one folder of files at a time, chosen by the
 * clock, so that restarts change nothing. With 10,000 tenants that is about one every two seconds, which costs
 * a few thousandths of a core.
 */
export function findLostWork(deps: LostWorkDeps): (signal: AbortSignal) => Promise<void> {
  const turn = (): number => Math.floor((deps.clock.now() / ROUND) * SHARDS);
  let done = turn() - 1;
  return async (signal) => {
    const now = turn();
    // Never more than one round, even if the clock has jumped.
    if (now < done || now - done > SHARDS) done = now - SHARDS;
    while (done < now && !signal.aborted) {
      for (const id of await deps.tenantsInShard((done + 1) % SHARDS)) await lookAt(deps, id);
      done += 1;
    }
  };
}

async function lookAt({ control, log, ...deps }: LostWorkDeps, id: TenantId): Promise<void> {
  try {
    const record = await control.tenantById(id);
    if (record?.status !== "active" && record?.status !== "suspended") return;
    const open = deps.store.tryLease(id);
    const lease = open ?? (await deps.store.lease(id));
    let next: Instant | null;
    try {
      next = deps.nextDue(makeContext({ services: deps.services, record, lease, actor: SYSTEM, log }));
    } finally {
      lease.release();
    }
    if (!open) deps.store.closeUnused(id);
    if (next !== null) await control.markDue(id, next);
  } catch (error) {
    log.warn({ tenant_id: id, error: error as Error }, "A tenant could not be asked for its work.");
  }
}
