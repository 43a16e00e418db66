import { statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import { getAssistant } from "#modules/business/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import type { PlanName } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";

/** What the models of a business may cost in a calendar month, in millionths of a dollar: a tenth of its plan's price or less. */
export const PLAN_BUDGET: Readonly<Record<PlanName, number>> = {
  starter: 5_000_000,
  standard: 10_000_000,
  premium: 15_000_000,
};

/** The plan's, or less where the owner wants less. */
export function monthlyBudget(ctx: TenantContext): number {
  const own = getAssistant(ctx.db).monthly_budget_micros;
  return Math.min(own ?? Number.POSITIVE_INFINITY, PLAN_BUDGET[ctx.tenant.plan]);
}

/** What they have cost since the first of the month in the business's zone. */
export function spentThisMonth(ctx: TenantContext): number {
  const today = knownBusiness(ctx.db).rules.zone.localDateOf(ctx.clock.now());
  return ctx.db.first(spentSince({ from: `${today.slice(0, 7)}-01` }))?.micros ?? 0;
}

const spentSince = statement((p: { from: string }) =>
  build
    .selectFrom("model_usage")
    .select((row) => row.fn.sum<number | null>("cost_micros").as("micros"))
    .where("date", ">=", p.from),
);
