import type { Instant } from "#kernel/instant.ts";
import type { TenantId } from "#ports/control-plane.ts";

export type WakeUps = {
  /** Notes that a tenant has work at this instant. Never throws, and nobody waits for it. */
  readonly wakeAt: (tenant: TenantId, at: Instant) => void;
  /** Passes on, at once, what was held back. */
  readonly flush: () => Promise<void>;
};

export type WakeUpOptions = {
  readonly markDue: (tenant: TenantId, at: Instant) => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** How long further wake-ups of a tenant are gathered after one was passed on, in milliseconds. */
  readonly gatherFor?: number;
  /** How long to wait before one that could not be passed on is tried again, in milliseconds. */
  readonly tryAgainAfter?: number;
};

/**
 * Passes wake-ups on to the control plane: a tenant's first at once, those that follow closely as one. In a
 * busy minute every booking causes one, and each is a commit of its own there. What the control plane does
 * not take is kept and tried again; what dies with the process is found again by `interruptedTenants`.
 */
export function createWakeUps(options: WakeUpOptions): WakeUps {
  const { markDue, failed, gatherFor = 100, tryAgainAfter = 5_000 } = options;
  /** Tenants that were just passed on, with the earliest instant that came since. */
  const gathering = new Map<TenantId, Instant>();
  /** How often in a row a tenant's could not be passed on. */
  const failures = new Map<TenantId, number>();

  const passOn = async (tenant: TenantId, at: Instant): Promise<void> => {
    gathering.set(tenant, NOTHING);
    const gathered = setTimeout(settle, gatherFor, tenant).unref();
    try {
      await markDue(tenant, at);
      failures.delete(tenant);
    } catch (error) {
      failed(error);
      clearTimeout(gathered);
      const failure = (failures.get(tenant) ?? 0) + 1;
      failures.set(tenant, failure);
      if (failure >= TRIES) return forget(tenant);
      gathering.set(tenant, Math.min(at, gathering.get(tenant) ?? NOTHING));
      setTimeout(settle, tryAgainAfter, tenant).unref();
    }
  };

  function forget(tenant: TenantId): void {
    failures.delete(tenant);
    gathering.delete(tenant);
  }

  function settle(tenant: TenantId): void {
    const at = gathering.get(tenant) ?? NOTHING;
    gathering.delete(tenant);
    if (at !== NOTHING) void passOn(tenant, at);
  }

  return {
    wakeAt: (tenant, at) => {
      const known = gathering.get(tenant);
      if (known === undefined) void passOn(tenant, at);
      else gathering.set(tenant, Math.min(known, at));
    },
    flush: async () => {
      const held = [...gathering].filter(([, at]) => at !== NOTHING);
      for (const [tenant] of held) gathering.set(tenant, NOTHING);
      await Promise.all(held.map(([tenant, at]) => markDue(tenant, at).catch(failed)));
    },
  };
}

/** A tenant that was erased in between is never taken. */
const TRIES = 100;
const NOTHING = Number.POSITIVE_INFINITY;
