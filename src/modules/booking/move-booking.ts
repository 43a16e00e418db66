import { toJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import type { SlotRefusal } from "./find-slot.ts";
import { occupy, vacate } from "./occupy.ts";
import { type ChangeRefusal, refuseChange } from "./plan-change.ts";
import { planMove } from "./plan-move.ts";
import { type Booking, getBooking } from "./queries.ts";
import { refusingConflicts } from "./refusing-conflicts.ts";
import { rewriteBooking } from "./rewrite-booking.ts";
import type { TermsChanged } from "./terms.ts";
import type { MoveWish } from "./wishes.ts";
import { footprintOf, type VisitPart } from "./write-visit.ts";

export type MoveRefusal = ChangeRefusal | TermsChanged | SlotRefusal;
export type MoveOutcome = { readonly outcome: "moved"; readonly booking: Booking } | MoveRefusal;

/**
 * Moves a visit to another start or person under the terms that it was booked with. Its own time does not
 * block it; both the old and the new start must respect their notice. Returns `terms_changed` if the caller
 * was shown other terms.
 */
export function moveBooking(ctx: TenantContext, uid: string, wish: MoveWish): MoveOutcome {
  return refusingConflicts(() => ctx.db.write((tx) => moveInside(ctx, tx, uid, wish)));
}

/** As `moveBooking`, inside the caller's transaction. Nothing is written unless the outcome is `moved`. */
export function moveInside(ctx: TenantContext, tx: TenantTx, uid: string, wish: MoveWish): MoveOutcome {
  const booking = getBooking(tx, uid);
  const moved = writeMove(ctx, tx, booking, wish);
  if (moved.outcome !== "moved") return moved;
  const { changes } = moved;
  if (changes.length === 0) return { outcome: "moved", booking };
  recordEvent(ctx, tx, { kind: "booking_rescheduled", subject: `booking:${uid}`, changes });
  return { outcome: "moved", booking: getBooking(tx, uid) };
}

/**
 * Writes a move as part of a larger command, which records the changes; there are none if the visit is there
 * already.
 */
export function writeMove(
  ctx: TenantContext,
  tx: TenantTx,
  booking: Booking,
  wish: MoveWish,
): { readonly outcome: "moved"; readonly changes: readonly RowChange[] } | MoveRefusal {
  const refusal = refuseChange(booking, ctx.clock.now(), wish);
  if (refusal) return refusal;
  const planned = planMove(ctx, tx, booking, wish);
  if (planned.outcome === "unchanged") return { outcome: "moved", changes: [] };
  if (planned.outcome !== "planned") return planned;
  return { outcome: "moved", changes: rewriteParts(ctx, tx, booking, planned.parts) };
}

function rewriteParts(
  ctx: TenantContext,
  tx: TenantTx,
  booking: Booking,
  parts: readonly VisitPart[],
): readonly RowChange[] {
  const { uid } = booking.row;
  const now = ctx.clock.now();
  const start = parts[0]!.start;
  const { zone } = calendarRules(ctx.db, tx);
  // Whoever was here for the old date has not arrived for the new one.
  const isSameDate = zone.localDateOf(start) === zone.localDateOf(booking.row.start_at);
  vacate(tx, uid);
  occupy(tx, footprintOf(parts, uid), { kind: "visit", ownerId: uid }, now);
  return rewriteBooking(ctx, tx, booking, {
    booking: { start_at: start, end_at: parts.at(-1)!.end, ...(!isSameDate && { checked_in_at: null }) },
    items: parts.map((part, i) => ({
      start_at: part.start,
      end_at: part.end,
      terms: toJson(part.terms),
      ...(booking.items[i]!.staff_id !== part.staffId && {
        staff_id: part.staffId,
        staff_choice: toJson(part.staffChoice),
        assigned_at: now,
      }),
    })),
  });
}
