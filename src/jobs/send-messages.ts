import { countUndelivered, deliverDue, type Transports } from "#modules/messages/index.ts";
import type { ControlPlane, TenantId } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";

export type SendMessagesDeps = {
  readonly transports: Transports;
  readonly control: Pick<ControlPlane, "recordUndelivered">;
};

/** Sends a tenant's due messages, and reports to the control plane how many need a person's attention. */
export function sendMessages({ transports, control }: SendMessagesDeps) {
  const known = new Map<TenantId, number>();
  return async (ctx: TenantContext, signal: AbortSignal): Promise<void> => {
    await deliverDue(ctx, transports, signal);
    const { id } = ctx.tenant;
    const undelivered = countUndelivered(ctx.db);
    // Usually none, as before: then nothing is written.
    if (undelivered === known.get(id)) return;
    await control.recordUndelivered(id, undelivered);
    known.set(id, undelivered);
  };
}
