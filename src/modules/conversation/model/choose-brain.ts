import type { Brain, ChooseBrain } from "#modules/conversation/brain.ts";
import { getAssistant } from "#modules/business/index.ts";

import { monthlyBudget, spentThisMonth } from "./budget.ts";
import type { ModelBrain } from "./model-brain.ts";
import { takingOver } from "./take-over.ts";

export type BrainChoice = {
  /** The configured models, in order of preference. */
  readonly models: readonly ModelBrain[];
  readonly builtin: Brain;
};

/**
 * Chooses the brains for a business: the models that it wants and that are configured, one after the other,
 * then the built-in brain; only the latter if it wants no model or the month's budget is spent. A business that
 * wants a specific provider's model is never answered by another's.
 */
export function brainChooser({ models, builtin }: BrainChoice): ChooseBrain {
  return (ctx) => {
    const wanted = getAssistant(ctx.db).brain;
    if (wanted === "builtin" || wanted === "off") return takingOver([], builtin);
    const allowed = wanted === "auto" ? models : models.filter(({ name }) => name === wanted);
    const [first] = allowed;
    if (first && spentThisMonth(ctx) >= monthlyBudget(ctx))
      return takingOver([], builtin, { from: first.name, reason: "budget_spent" });
    if (!first && wanted !== "auto")
      return takingOver([], builtin, { from: wanted, reason: "not_configured" });
    return takingOver(allowed, builtin);
  };
}
