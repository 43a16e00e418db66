import { fromSharedJson } from "#db/columns.ts";
import type { BookingStatus } from "#db/tenant-tables.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";

import type { BookingRow } from "./queries.ts";

/** The part of a visit that decides whether it may still be changed. */
type Changeable = { readonly row: Pick<BookingRow, "status" | "start_at" | "policy"> };

export type ChangeRefusal =
  | { readonly outcome: "too_late"; readonly deadline: Instant }
  | { readonly outcome: "not_active"; readonly status: BookingStatus };

/**
 * The last instant at which the customer may move or cancel, under the policy that the visit was booked with.
 */
export function changeDeadline({ row }: Changeable): Instant {
  return row.start_at - fromSharedJson(row.policy).cancellation_notice_minutes * MINUTE;
}

/**
 * Why a visit may not be moved or cancelled now; undefined if it may. The deadline itself is still in time;
 * the owner may at any time while the visit is active.
 */
export function refuseChange(
  visit: Changeable,
  now: Instant,
  { byOwner = false }: { readonly byOwner?: boolean | undefined } = {},
): ChangeRefusal | undefined {
  const { status } = visit.row;
  if (!isActive(status)) return { outcome: "not_active", status };
  const deadline = changeDeadline(visit);
  return byOwner || now <= deadline ? undefined : { outcome: "too_late", deadline };
}

/** Whether a visit is neither over nor cancelled. */
export function isActive(status: BookingStatus): boolean {
  return status === "confirmed" || status === "pending_payment";
}

/** Whether its customer may still move or cancel a visit. */
export function mayChange(visit: Changeable, now: Instant): boolean {
  return refuseChange(visit, now) === undefined;
}
