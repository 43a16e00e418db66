import type { Clock } from "#kernel/clock.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import type { Logger } from "#kernel/logger.ts";
import type { ControlPlane, DueTenant } from "#ports/control-plane.ts";
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
  readonly work: (ctx: TenantContext) => Promise<void>;
  /** When it has something to do next; null for never. */
  readonly nextDue: (ctx: TenantContext) => Instant | null;
};

const AT_ONCE = 50;
const AFTER_FAILURE = MINUTE;

/**
 * Does the work of the tenants that are due, one after the other. Only their files are opened: the control
 * plane knows who has something to do. One that fails is tried again later, and the others go on.
 */
export function doDueWork(deps: DueWorkDeps): (signal: AbortSignal) => Promise<void> {
  return async (signal) => {
    for (const due of await deps.control.dueTenants(deps.clock.now(), AT_ONCE)) {
      if (signal.aborted) return;
      await workOff(deps, due).catch((error: unknown) => {
        deps.log.error({ tenant_id: due.tenantId, error: error as Error }, "A tenant's due work failed.");
        return deps.control.settleDue(due, deps.clock.now() + AFTER_FAILURE);
      });
    }
  };
}

async function workOff(
  { control, store, services, log, work, nextDue }: DueWorkDeps,
  due: DueTenant,
): Promise<void> {
  const record = await control.tenantById(due.tenantId);
  // One that is suspended still owes its customers the messages about visits that stand.
  if (record?.status !== "active" && record?.status !== "suspended") return control.settleDue(due, null);
  const lease = await store.lease(record.id);
  try {
    const actor = { kind: "system", id: null, channel: "system" } as const;
    const ctx = makeContext({ services, record, lease, actor, log });
    await work(ctx);
    await control.settleDue(due, nextDue(ctx));
  } finally {
    lease.release();
  }
}
