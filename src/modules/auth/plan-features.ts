import type { PlanName } from "#ports/control-plane.ts";

/** What a plan adds to the plan before it, beside the number of visits. */
const ADDED = {
  starter: ["page", "chat"],
  standard: ["waitlist", "sms", "deposits"],
  premium: ["phone", "operator_assistant", "api", "custom_domain"],
} as const satisfies Record<PlanName, readonly string[]>;

const ORDER = ["starter", "standard", "premium"] as const satisfies readonly PlanName[];

export type Feature = (typeof ADDED)[PlanName][number];

/** Which features a plan has; every feature is named, so that a caller need not know the list. */
export function planFeatures(plan: PlanName): Readonly<Record<Feature, boolean>> {
  const reach = ORDER.indexOf(plan);
  const entries = ORDER.flatMap((name, i) => ADDED[name].map((feature) => [feature, i <= reach] as const));
  return Object.fromEntries(entries) as Record<Feature, boolean>;
}
