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
};

/**
 * Passes wake-ups on to the control plane: a tenant's first at once, those that follow closely as one. In a
 * busy minute every booking causes one, and each is a commit of its own there.
 */
export function createWakeUps({ markDue, failed, gatherFor = 100 }: WakeUpOptions): WakeUps {
  /** Tenants that were just passed on, with the earliest instant that came since. */
  const gathering = new Map<TenantId, Instant>();

  const passOn = (tenant: TenantId, at: Instant): Promise<void> => {
    gathering.set(tenant, NOTHING);
    setTimeout(() => settle(tenant), gatherFor).unref();
    return markDue(tenant, at).catch(failed);
  };

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

const NOTHING = Number.POSITIVE_INFINITY;
