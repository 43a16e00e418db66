import type { TenantContext } from "#tenancy/context.ts";

/**
 * A context whose actor is the system: what follows from time passing or somebody else's act is nobody's own
 * doing.
 */
export function bySystem(ctx: TenantContext): TenantContext {
  return { ...ctx, actor: { kind: "system", id: null, channel: "system" } };
}
