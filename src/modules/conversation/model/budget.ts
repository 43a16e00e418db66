import { statement } from "#db/query.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { getAssistant } from "#modules/business/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import { queueModelBudget } from "#modules/messages/index.ts";
import type { PlanName } from "#ports/control-plane.ts";
import type { TenantContext } from "#tenancy/context.ts";

/**
 * The most that a business's models may cost per calendar month, in millionths of a dollar: at most a tenth of
 * its plan's price.
 */
export const PLAN_BUDGET: Readonly<Record<PlanName, number>> = {
  starter: 5_000_000,
  standard: 10_000_000,
  premium: 15_000_000,
};

/** The plan's budget, or the owner's lower limit. */
export function monthlyBudget(ctx: TenantContext): number {
  const own = getAssistant(ctx.db).monthly_budget_micros;
  return Math.min(own ?? Number.POSITIVE_INFINITY, PLAN_BUDGET[ctx.tenant.plan]);
}

/** The cost since the first of the month in the business's zone. */
export function spentThisMonth(ctx: TenantContext, reads: TenantReads = ctx.db): number {
  return reads.first(spentSince({ from: `${thisMonth(ctx)}-01` }))?.micros ?? 0;
}

/** The current month in the business's zone, such as `2026-03`. */
function thisMonth(ctx: TenantContext): string {
  return knownBusiness(ctx.db).rules.zone.localDateOf(ctx.clock.now()).slice(0, 7);
}

/** The share of the budget at which the owner is notified. */
const MOST_OF_IT = 0.8;

/**
 * Notifies the owner, once a month, when most of the budget is used up; in the transaction that adds the cost.
 */
export function tellOfBudget(ctx: TenantContext, tx: TenantTx): void {
  const budgetMicros = monthlyBudget(ctx);
  const spentMicros = spentThisMonth(ctx, tx);
  if (spentMicros >= budgetMicros * MOST_OF_IT)
    queueModelBudget(ctx, tx, { month: thisMonth(ctx), spentMicros, budgetMicros });
}

const spentSince = statement((p: { from: string }) =>
  build
    .selectFrom("model_usage")
    .select((row) => row.fn.sum<number | null>("cost_micros").as("micros"))
    .where("date", ">=", p.from),
);
