import { fromJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { AppError, notFound } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Booking, findBooking, onlyItem } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { changeEntry, entriesForVisit, type EntryRow } from "./entries.ts";
import { assertHasWaitlist } from "./has-waitlist.ts";
import { writeEntry } from "./join.ts";
import { readWindow, wishColumns, type WishedTimes } from "./wished-times.ts";

/**
 * Adds a customer who has a visit to the list for an earlier time: accepting an offer then moves the visit.
 * Asking again updates the existing wish. Throws as `joinWaitlist`, and BOOKING_NOT_ACTIVE for a visit that
 * is over or cancelled.
 */
export function wishEarlier(ctx: TenantContext, uid: string, wish: WishedTimes): EntryRow {
  return ctx.db.write((tx) => {
    assertHasWaitlist(ctx);
    const booking = findBooking(tx, uid);
    if (!booking) throw notFound("There is no such booking.");
    const now = ctx.clock.now();
    if (booking.row.status !== "confirmed" || booking.row.start_at <= now || booking.items.length !== 1)
      throw new AppError("BOOKING_NOT_ACTIVE", undefined, { status: booking.row.status });
    const { zone } = calendarRules(ctx.db, tx);
    const end = readWindow(zone, wish, now);
    const [known] = entriesForVisit(tx, uid);
    if (known) return changeWish(ctx, tx, known, wish, Math.min(end, booking.row.start_at));
    return writeEntry(
      ctx,
      tx,
      { ...wish, customer: { id: booking.customer.id }, serviceId: onlyItem(booking).service_id },
      { ...keptTerms(booking), earlier_than: uid, open_until: Math.min(end, booking.row.start_at) },
    );
  });
}

function changeWish(
  ctx: TenantContext,
  tx: TenantTx,
  known: EntryRow,
  wish: WishedTimes,
  openUntil: Instant,
): EntryRow {
  const columns = { ...wishColumns(wish), open_until: openUntil };
  const { entry, change } = changeEntry(ctx, tx, known.id, columns);
  recordEvent(ctx, tx, { kind: "waitlist_changed", subject: `waitlist:${known.id}`, changes: [change] });
  ctx.wakeAt(openUntil);
  return entry;
}

function keptTerms(booking: Booking) {
  const item = onlyItem(booking);
  return {
    service_id: item.service_id,
    shown_price_cents: booking.row.price_cents,
    shown_minutes: fromJson(item.terms).duration_minutes,
  };
}
