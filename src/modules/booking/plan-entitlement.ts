import type { PlanName } from "#ports/control-plane.ts";

/** How many visits customers may book per calendar month (in the business's zone); null: any number. */
export const VISITS_A_MONTH: Readonly<Record<PlanName, number | null>> = {
  starter: 100,
  standard: 500,
  premium: null,
};

/**
 * Whether one more visit may be booked. A visit counts in the month in which it was booked. Cancelled visits
 * do not count; visits entered by the owner count but are never refused.
 */
export function planEntitlement(
  plan: PlanName,
  bookedThisMonth: number,
  byOwner: boolean,
): "entitled" | "plan_limit" {
  const limit = VISITS_A_MONTH[plan];
  return byOwner || limit === null || bookedThisMonth < limit ? "entitled" : "plan_limit";
}
