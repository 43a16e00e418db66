import type { Instant } from "#kernel/instant.ts";
import type { SeriesVisit } from "#modules/booking/index.ts";

export type VisitState = "upcoming" | "pending" | "cancelled" | "past";

/** The state of a visit at `now`. */
export function stateOf(
  { status, end_at: end }: Pick<SeriesVisit, "status" | "end_at">,
  now: Instant,
): VisitState {
  if (status === "cancelled") return "cancelled";
  if (status === "completed" || status === "no_show" || end <= now) return "past";
  return status === "pending_payment" ? "pending" : "upcoming";
}
