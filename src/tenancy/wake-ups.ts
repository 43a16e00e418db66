import type { Instant } from "#kernel/instant.ts";
import type { TenantId } from "#ports/control-plane.ts";

export type WakeUps = {
  /** Records that a tenant has work due at this instant. Never throws and returns immediately. */
  readonly wakeAt: (tenant: TenantId, at: Instant) => void;
  /** Passes on everything that was held back, immediately. */
  readonly flush: () => Promise<void>;
};

export type WakeUpOptions = {
  readonly markDue: (tenant: TenantId, at: Instant) => Promise<void>;
  readonly failed: (error: unknown) => void;
  /** How long to gather a tenant's further wake-ups after passing one on, in milliseconds; 100 by default. */
  readonly gatherFor?: number;
  /** How long to wait before retrying a failed one, in milliseconds; 5,000 by default. */
  readonly tryAgainAfter?: number;
};

/**
 * Passes wake-ups on to the control plane: a tenant's first one immediately, those that follow closely as one.
 * Each is a commit there, and in a busy minute every booking causes one. Failed ones are kept and retried;
 * those lost with the process are recovered through `interruptedTenants`.
 */
export function createWakeUps(options: WakeUpOptions): WakeUps {
  const { markDue, failed, gatherFor = 100, tryAgainAfter = 5_000 } = options;
  /** Tenants that were just passed on, with the earliest instant requested since. */
  const gathering = new Map<TenantId, Instant>();
  /** Consecutive failures per tenant. */
  const failures = new Map<TenantId, number>();

  const passOn = async (tenant: TenantId, at: Instant): Promise<void> => {
    gathering.set(tenant, NEVER);
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
      gathering.set(tenant, Math.min(at, gathering.get(tenant) ?? NEVER));
      setTimeout(settle, tryAgainAfter, tenant).unref();
    }
  };

  function forget(tenant: TenantId): void {
    failures.delete(tenant);
    gathering.delete(tenant);
  }

  function settle(tenant: TenantId): void {
    const at = gathering.get(tenant) ?? NEVER;
    gathering.delete(tenant);
    if (at !== NEVER) void passOn(tenant, at);
  }

  return {
    wakeAt: (tenant, at) => {
      const known = gathering.get(tenant);
      if (known === undefined) void passOn(tenant, at);
      else gathering.set(tenant, Math.min(known, at));
    },
    flush: async () => {
      const held = [...gathering].filter(([, at]) => at !== NEVER);
      for (const [tenant] of held) gathering.set(tenant, NEVER);
      await Promise.all(held.map(([tenant, at]) => markDue(tenant, at).catch(failed)));
    },
  };
}

/** Give up eventually: the wake-up of a tenant erased in between never succeeds. */
const TRIES = 100;
const NEVER = Infinity;
