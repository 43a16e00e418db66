import { MINUTE, type Instant } from "#kernel/instant.ts";
import type { BookingStatus, PolicyDocument } from "#db/tenant-tables.ts";

/** What decides whether a visit may still be changed. */
export type Changeable = {
  readonly status: BookingStatus;
  readonly startAt: Instant;
  readonly policy: PolicyDocument;
};

export type ChangeDecision = { readonly outcome: "allowed" } | ChangeRefusal;
export type ChangeRefusal =
  | { readonly outcome: "too_late"; readonly deadline: Instant }
  | { readonly outcome: "not_active"; readonly status: BookingStatus };

/**
 * The last instant at which the customer may move or cancel, under the policy that the visit was booked with.
 */
export function changeDeadline(visit: Changeable): Instant {
  return visit.startAt - visit.policy.cancellation_notice_minutes * MINUTE;
}

/**
 * Whether a visit may be moved or cancelled now. The deadline itself is still in time; the owner may at any
 * time while the visit is active.
 */
export function planChange(visit: Changeable, now: Instant, byOwner: boolean): ChangeDecision {
  if (visit.status !== "confirmed" && visit.status !== "pending_payment")
    return { outcome: "not_active", status: visit.status };
  const deadline = changeDeadline(visit);
  return byOwner || now <= deadline ? { outcome: "allowed" } : { outcome: "too_late", deadline };
}
