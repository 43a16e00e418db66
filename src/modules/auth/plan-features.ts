import type { PlanName } from "#ports/control-plane.ts";

/** What each plan adds to the one before it, apart from more visits. */
const ADDED = {
  starter: ["page", "chat"],
  standard: ["waitlist", "sms", "deposits"],
  premium: ["phone", "operator_assistant", "api", "custom_domain"],
} as const satisfies Record<PlanName, readonly string[]>;

const ORDER = ["starter", "standard", "premium"] as const satisfies readonly PlanName[];

export type Feature = (typeof ADDED)[PlanName][number];

/** The features of a plan. Every feature is listed, so that a caller need not know them. */
export function planFeatures(plan: PlanName): Readonly<Record<Feature, boolean>> {
  const reach = ORDER.indexOf(plan);
  const entries = ORDER.flatMap((name, i) => ADDED[name].map((feature) => [feature, i <= reach] as const));
  return Object.fromEntries(entries) as Record<Feature, boolean>;
}
