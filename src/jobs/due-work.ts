import type { Clock } from "#kernel/clock.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane, DueTenant, TenantId } from "#ports/control-plane.ts";
import { SYSTEM } from "#tenancy/actor.ts";
import type { TenantContext } from "#tenancy/context.ts";
import { type ContextServices, makeContext } from "#tenancy/make-context.ts";
import type { TenantStore } from "#tenancy/store.ts";

export type DueWorkDeps = {
  readonly clock: Clock;
  readonly control: Pick<ControlPlane, "dueTenants" | "settleDue" | "tenantById">;
  readonly store: Pick<TenantStore, "lease">;
  readonly services: ContextServices;
  readonly log: Logger;
  /** The work of a tenant that is due. */
  readonly work: (ctx: TenantContext, signal: AbortSignal) => Promise<void>;
  /** When the tenant has work due next; null for never. */
  readonly nextDue: (ctx: TenantContext) => Instant | null;
};

const AT_ONCE = 50;
/** Tenants worked on concurrently, so that one with a slow mail server does not hold up all others. */
const TOGETHER = 4;
/** Minutes before retrying a tenant whose work failed, by consecutive failures. */
const BACK_OFF = [1, 5, 15, 60] as const;

/**
 * Runs the work of tenants that are due, a few at a time. Only their files are opened: the control plane knows
 * which they are. A tenant whose work fails is left alone for longer each time, while the others continue.
 */
export function doDueWork(deps: DueWorkDeps): (signal: AbortSignal) => Promise<void> {
  const failures = new Map<TenantId, number>();

  const tryOne = async (due: DueTenant, signal: AbortSignal): Promise<void> => {
    const { tenantId } = due;
    try {
      await workOff(deps, due, signal);
      failures.delete(tenantId);
    } catch (error) {
      const failed = (failures.get(tenantId) ?? 0) + 1;
      failures.set(tenantId, failed);
      deps.log.error({ tenant_id: tenantId, error: error as Error }, "A tenant's due work failed.");
      const minutes = BACK_OFF[Math.min(failed, BACK_OFF.length) - 1] ?? BACK_OFF[0];
      await deps.control.settleDue(due, deps.clock.now() + minutes * MINUTE);
    }
  };

  return async (signal) => {
    const waiting = (await deps.control.dueTenants(deps.clock.now(), AT_ONCE)).values();
    const workThrough = async (): Promise<void> => {
      for (const due of waiting) {
        if (signal.aborted) return;
        await tryOne(due, signal);
      }
    };
    await Promise.all(Array.from({ length: TOGETHER }, workThrough));
  };
}

async function workOff(deps: DueWorkDeps, due: DueTenant, signal: AbortSignal): Promise<void> {
  const next = await inTenant(deps, due.tenantId, async (ctx) => {
    await deps.work(ctx, signal);
    // A tenant with more to do queues up behind those that have been waiting.
    const at = deps.nextDue(ctx);
    return at === null ? null : Math.max(at, deps.clock.now());
  });
  await deps.control.settleDue(due, next ?? null);
}

/** Runs `work` on a tenant's file, as the system. Undefined if the tenant no longer exists. */
export async function inTenant<T>(
  { control, store, services, log }: Pick<DueWorkDeps, "control" | "store" | "services" | "log">,
  id: TenantId,
  work: (ctx: TenantContext) => T | Promise<T>,
): Promise<T | undefined> {
  const record = await control.tenantById(id);
  // A suspended tenant still owes its customers the messages about their visits.
  if (record?.status !== "active" && record?.status !== "suspended") return undefined;
  const lease = await store.lease(record.id);
  try {
    return await work(makeContext({ services, record, lease, actor: SYSTEM, log }));
  } finally {
    lease.release();
  }
}
