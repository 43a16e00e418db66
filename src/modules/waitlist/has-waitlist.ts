import { AppError } from "#kernel/errors.ts";
import { planFeatures } from "#modules/auth/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** Whether this business has a waitlist: its plan includes one, and it takes bookings. */
export function hasWaitlist({ tenant }: TenantContext): boolean {
  return tenant.status === "active" && planFeatures(tenant.plan).waitlist;
}

/** Throws PLAN_LIMIT if the business has no waitlist. */
export function assertHasWaitlist(ctx: TenantContext): void {
  if (planFeatures(ctx.tenant.plan).waitlist) return;
  throw new AppError("PLAN_LIMIT", "This business's plan doesn't include a waitlist.", {
    feature: "waitlist",
  });
}
