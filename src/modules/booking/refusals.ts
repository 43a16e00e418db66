import { AppError, type ErrorReason, invalid, notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";
import { type SequenceSlot, sequenceSlotView, type Slot, slotView } from "#modules/calendar/index.ts";

import type { SlotRefusal } from "./find-slot.ts";
import type { MarkOutcome } from "./mark-booking.ts";
import type { ChangeRefusal } from "./plan-change.ts";
import type { BookingRefusal } from "./wishes.ts";

export type Refusal = BookingRefusal | ChangeRefusal | Exclude<MarkOutcome, { outcome: "marked" }>;

/** Converts a refusal to the API's error, with alternatives where there are some. */
export function refusalError(refusal: Refusal, zone: Zone): AppError {
  switch (refusal.outcome) {
    case "unknown_service":
      return notFound("There is no such service.");
    case "unknown_staff":
      return notFound("There is no such member of staff.");
    case "in_the_past":
      return invalid("start", "That time has already passed. Please choose a later one.", "START_IN_PAST");
    case "hold_is_for_another_slot":
      return invalid("hold_id", "This hold is for another service, person or time.");
    case "plan_limit":
      return new AppError(
        "PLAN_LIMIT",
        "This business can't take any more online bookings this month. Please contact it directly.",
      );
    case "terms_changed":
      return new AppError("TERMS_CHANGED", undefined, {
        price_cents: refusal.offer.priceCents,
        currency: refusal.offer.currency,
        duration_minutes: refusal.offer.terms.duration_minutes,
        deposit_cents: refusal.offer.terms.deposit_cents,
      });
    case "too_late":
      return new AppError("CANCELLATION_TOO_LATE", undefined, { deadline: formatInstant(refusal.deadline) });
    case "not_active":
      return new AppError("BOOKING_NOT_ACTIVE", undefined, { status: refusal.status });
    case "customer_limit":
      return new AppError("CUSTOMER_LIMIT", undefined, { active_per_customer: refusal.most });
    case "not_started":
      return new AppError("CONFLICT", "This visit hasn't started yet.");
    default:
      return new AppError(SLOT_REASONS[refusal.outcome], SLOT_MESSAGES[refusal.outcome], {
        path: "start",
        alternatives: refusal.alternatives.map((slot) => alternativeView(zone, slot)),
      });
  }
}

/** An alternative as the API shows it; for several services it includes who would serve which, and when. */
export function alternativeView(zone: Zone, slot: Slot | SequenceSlot) {
  return "parts" in slot ? sequenceSlotView(zone, slot) : slotView(zone, slot);
}

type WithAlternatives = Exclude<SlotRefusal["outcome"], "unknown_service" | "unknown_staff" | "in_the_past">;

/** The API's error reasons for these refusals. */
export const SLOT_REASONS: Record<WithAlternatives, ErrorReason> = {
  service_not_offered: "SERVICE_NOT_OFFERED",
  too_soon: "TOO_SOON",
  outside_window: "OUTSIDE_BOOKING_WINDOW",
  not_available: "SLOT_NOT_AVAILABLE",
  limit_reached: "SLOT_NOT_AVAILABLE",
  taken: "SLOT_TAKEN",
};

/** Messages for outcomes that share a reason but need other words. */
const SLOT_MESSAGES: Partial<Record<WithAlternatives, string>> = {
  limit_reached: "That date or week is full.",
};
