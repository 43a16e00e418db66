import type { ErrorReason } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { daysBetween, type LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";
import type { ChangeRefusal } from "#modules/booking/plan-change.ts";
import { SLOT_REASONS } from "#modules/booking/refusals.ts";
import type { BookingRefusal } from "#modules/booking/wishes.ts";
import type { Slot } from "#modules/calendar/index.ts";

import type { DayOfSeries } from "./plan-series.ts";

/** A date of a series on which the visit cannot be had as requested. */
export type Conflict = {
  readonly kind: "conflict";
  readonly date: LocalDate;
  readonly start: Instant;
  readonly reason: ErrorReason;
  /** The nearest free time, at most a few days before or after. */
  readonly nearest: Slot | undefined;
};

/** How near a substitute must be, in days: close enough that the visits of two weeks never collide. */
const NEAREST_WITHIN_DAYS = 3;

/** The conflict that a refusal means for a date; undefined if it is not about the date. */
export function conflictOf(
  zone: Zone,
  refusal: BookingRefusal,
  { date, start }: { readonly date: LocalDate; readonly start: Instant },
): Conflict | undefined {
  switch (refusal.outcome) {
    case "plan_limit":
      return { kind: "conflict", date, start, reason: "PLAN_LIMIT", nearest: undefined };
    case "customer_limit":
      return { kind: "conflict", date, start, reason: "CUSTOMER_LIMIT", nearest: undefined };
    case "taken":
    case "not_available":
    case "too_soon":
    case "outside_window":
    case "limit_reached": {
      const nearest = nearestOf(zone, refusal.alternatives, date);
      return { kind: "conflict", date, start, reason: SLOT_REASONS[refusal.outcome], nearest };
    }
    default:
      return undefined;
  }
}

/** The conflict of a local time that a clock change skips. */
export function skippedTimeConflict(
  zone: Zone,
  { date, start }: DayOfSeries,
  free: readonly Slot[],
): Conflict {
  return {
    kind: "conflict",
    date,
    start,
    reason: "TIME_DOES_NOT_EXIST",
    nearest: nearestOf(zone, free, date),
  };
}

function nearestOf(zone: Zone, slots: readonly Slot[], date: LocalDate): Slot | undefined {
  return slots.find(
    ({ start }) => Math.abs(daysBetween(date, zone.localDateOf(start))) <= NEAREST_WITHIN_DAYS,
  );
}

/** The reason that is listed for a visit of a series that may not be changed. */
export const CHANGE_REASONS: Record<ChangeRefusal["outcome"], ErrorReason> = {
  too_late: "CANCELLATION_TOO_LATE",
  not_active: "BOOKING_NOT_ACTIVE",
};
