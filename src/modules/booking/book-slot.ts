import type { TenantTx } from "#db/tenant-db.ts";
import { type CalendarRules, calendarRules } from "#modules/calendar/index.ts";
import { customerFor } from "#modules/customers/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { type CustomerLimit, findCustomerLimit } from "./customer-limit.ts";
import { findHoldRow, removeHold } from "./hold-slot.ts";
import { isPlanSpent } from "./plan-limit.ts";
import { type PlannedVisit, planVisit } from "./plan-visit.ts";
import type { Booking } from "./queries.ts";
import { refusingConflicts } from "./refusing-conflicts.ts";
import type { BookingOutcome, VisitWish } from "./wishes.ts";
import { writeVisit } from "./write-visit.ts";
import { asBooking } from "./written-booking.ts";

/**
 * Books a slot: judges it again and writes the visit, its occupancies and the event, with everything that
 * subscribers add, in one transaction.
 */
export function bookSlot(ctx: TenantContext, wish: VisitWish): BookingOutcome {
  return refusingConflicts(() => ctx.db.write((tx) => confirmBooking(ctx, tx, wish)));
}

/** As `bookSlot`, inside the caller's transaction. Nothing is written unless the outcome is `booked`. */
export function confirmBooking(ctx: TenantContext, tx: TenantTx, wish: VisitWish): BookingOutcome {
  const result = tryToBook(ctx, tx, wish);
  countBooking(ctx, wish, result.outcome);
  return result;
}

export function countBooking(
  ctx: TenantContext,
  { source }: Pick<VisitWish, "source">,
  outcome: BookingOutcome["outcome"],
): void {
  ctx.count("bookings", { source, outcome });
}

/** As `confirmBooking`, but leaves it to the caller to count the outcome after the commit. */
export function tryToBook(ctx: TenantContext, tx: TenantTx, wish: VisitWish): BookingOutcome {
  ctx.assertRoomToBook();
  const planned = planVisit(ctx, tx, wish);
  if (planned.outcome !== "planned") return planned;
  const exceeded = findExceededLimit(ctx, tx, calendarRules(ctx.db, tx), wish);
  if (exceeded) return exceeded;
  return { outcome: "booked", booking: writeBooking(ctx, tx, wish, planned) };
}

/** The limit of the business's plan or of this customer that one more visit would exceed; undefined if none. */
export function findExceededLimit(
  ctx: TenantContext,
  tx: TenantTx,
  rules: CalendarRules,
  wish: Pick<VisitWish, "byOwner" | "override" | "customer">,
): { readonly outcome: "plan_limit" } | CustomerLimit | undefined {
  const { byOwner = false, override = false } = wish;
  if (!byOwner && isPlanSpent(ctx, rules, tx)) return { outcome: "plan_limit" };
  return byOwner && override ? undefined : findCustomerLimit(ctx, tx, rules, wish.customer);
}

function writeBooking(ctx: TenantContext, tx: TenantTx, wish: VisitWish, planned: PlannedVisit): Booking {
  const who = customerFor(ctx, tx, wish.customer);
  const usedHold = useUpHold(tx, wish.holdId);
  const written = writeVisit(ctx, tx, {
    customer_id: who.customer.id,
    source: wish.source,
    currency: planned.currency,
    series_id: null,
    notes: wish.notes,
    parts: planned.parts,
  });
  recordEvent(ctx, tx, {
    kind: "booking_confirmed",
    subject: `booking:${written.row.uid}`,
    changes: [...written.changes, ...usedHold, ...who.changes],
  });
  return asBooking(ctx, tx, written, who.customer);
}

/** Removes the hold that the visit replaces, and returns the change. */
export function useUpHold(tx: TenantTx, holdId: string | undefined): readonly RowChange[] {
  const row = holdId === undefined ? undefined : findHoldRow(tx, holdId);
  if (!row) return [];
  removeHold(tx, row.id);
  return [{ table: "holds", id: row.id, before: row, after: null }];
}
