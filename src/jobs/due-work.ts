import type { Clock } from "#kernel/clock.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane, DueTenant, TenantId } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";
import { type ContextServices, makeContext } from "#tenancy/make-context.ts";
import type { TenantStore } from "#tenancy/store.ts";

export type DueWorkDeps = {
  readonly clock: Clock;
  readonly control: Pick<ControlPlane, "dueTenants" | "settleDue" | "tenantById">;
  readonly store: Pick<TenantStore, "lease">;
  readonly services: ContextServices;
  readonly log: Logger;
  /** What a tenant has to do when it is due. */
  readonly work: (ctx: TenantContext, signal: AbortSignal) => Promise<void>;
  /** When it has something to do next; null for never. */
  readonly nextDue: (ctx: TenantContext) => Instant | null;
};

const AT_ONCE = 50;
/** So that one whose mail server is slow does not keep all the others waiting. */
const TOGETHER = 4;
/** Minutes until a tenant whose work failed is tried again, by how often in a row it has. */
const BACK_OFF = [1, 5, 15, 60] as const;

/**
 * Does the work of the tenants that are due, a few at a time. Only their files are opened: the control
 * plane knows who has something to do. One that fails is left alone for longer each time, and the others go on.
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
    // Whoever has more to do stands behind those who have waited for their turn.
    const at = deps.nextDue(ctx);
    return at === null ? null : Math.max(at, deps.clock.now());
  });
  await deps.control.settleDue(due, next ?? null);
}

/** Does something in a tenant's file, as the system; undefined for one that is gone. */
export async function inTenant<T>(
  { control, store, services, log }: Pick<DueWorkDeps, "control" | "store" | "services" | "log">,
  id: TenantId,
  work: (ctx: TenantContext) => T | Promise<T>,
): Promise<T | undefined> {
  const record = await control.tenantById(id);
  // One that is suspended still owes its customers the messages about visits that stand.
  if (record?.status !== "active" && record?.status !== "suspended") return undefined;
  const lease = await store.lease(record.id);
  try {
    const actor = { kind: "system", id: null, channel: "system" } as const;
    return await work(makeContext({ services, record, lease, actor, log }));
  } finally {
    lease.release();
  }
}
