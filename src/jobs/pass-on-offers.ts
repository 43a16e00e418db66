import { MINUTE } from "#kernel/instant.ts";
import { runDueWaitlist } from "#modules/waitlist/index.ts";
import type { TenantId } from "#ports/control-plane.ts";

import { type DueWorkDeps, inTenant } from "./due-work.ts";

export type PassOnDeps = Pick<DueWorkDeps, "clock" | "control" | "store" | "services" | "log">;

/** Per run. More are due at once only if many mail servers are slow. */
const AT_ONCE = 500;
/** How long a tenant is left alone after a failure, in milliseconds. */
const AFTER_FAILURE = MINUTE;

/**
 * Passes on expired offers, within a second of expiry: separately from sending messages, which may wait for a
 * mail server. Tenants take turns, each with a budget, until none has any left, so one with a thousand expired
 * offers delays the others by one turn only.
 */
export function passOnOffers(deps: PassOnDeps): (signal: AbortSignal) => Promise<void> {
  const leftAloneUntil = new Map<TenantId, number>();

  /** Returns whether the tenant has more to do. */
  const takeTurn = async (id: TenantId): Promise<boolean> => {
    const now = deps.clock.now();
    if ((leftAloneUntil.get(id) ?? 0) > now) return false;
    try {
      const more = await inTenant(deps, id, runDueWaitlist);
      leftAloneUntil.delete(id);
      return more ?? false;
    } catch (error) {
      leftAloneUntil.set(id, now + AFTER_FAILURE);
      deps.log.error({ tenant_id: id, error: error as Error }, "A tenant's waitlist could not be worked on.");
      return false;
    }
  };

  return async (signal) => {
    const due = await deps.control.dueTenants(deps.clock.now(), AT_ONCE);
    let round = due.map(({ tenantId }) => tenantId);
    while (round.length > 0 && !signal.aborted) {
      const again: TenantId[] = [];
      for (const id of round) {
        if (signal.aborted) return;
        if (await takeTurn(id)) again.push(id);
      }
      round = again;
    }
  };
}
