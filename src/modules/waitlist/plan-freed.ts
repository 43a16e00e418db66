import type { Selectable } from "kysely";

import { fromJson } from "#db/columns.ts";
import type { BookingItemsTable, BookingsTable } from "#db/tenant-tables.ts";
import type { FreedSlotCause, FreedTimeDocument } from "#db/waitlist-tables.ts";
import { isActive, rulesOfTerms } from "#modules/booking/index.ts";
import { planFootprint } from "#modules/calendar/index.ts";
import type { RecordedEvent } from "#tenancy/domain-event.ts";

import { type Freed, timesOf, withoutTimes } from "./freed-time.ts";

type Item = Selectable<BookingItemsTable>;
type Visit = Selectable<BookingsTable>;

/**
 * The time that an event freed (SCHEDULING rule 11): all of a visit that was cancelled, missed or never paid
 * for; if it was moved, what it no longer uses. Derived from the rows before and after, so it works for any
 * command.
 */
export function planFreed(event: RecordedEvent): Freed | undefined {
  const change = event.changes.find(({ table }) => table === "bookings");
  const before = change?.before as Visit | null | undefined;
  const after = change?.after as Visit | null | undefined;
  if (!before || !isActive(before.status) || after?.status === "completed") return undefined;
  const items = event.changes.filter(({ table }) => table === "booking_items");
  const had = items.flatMap((item) => timesOfItem(item.before as Item | null));
  const has =
    after && isActive(after.status) ? items.flatMap((i) => timesOfItem(i.after as Item | null)) : [];
  const times = withoutTimes(had, has);
  if (times.length === 0) return undefined;
  return {
    cause: causeOf(event, before, after),
    freedBy: before.uid,
    notFor: before.customer_id,
    start: before.start_at,
    end: before.end_at,
    times,
  };
}

function timesOfItem(item: Item | null): readonly FreedTimeDocument[] {
  if (!item) return [];
  const { rows } = planFootprint(rulesOfTerms(item.service_id, fromJson(item.terms), undefined), {
    serviceId: item.service_id,
    staffId: item.staff_id,
    start: item.start_at,
    ownerId: item.booking_uid,
  });
  return timesOf(rows);
}

function causeOf(event: RecordedEvent, before: Visit, after: Visit | null | undefined): FreedSlotCause {
  if (after?.status === "no_show") return "no_show";
  if (after && isActive(after.status)) return "moved";
  const unpaid = before.status === "pending_payment" && event.actor.kind === "system";
  return unpaid ? "deposit_unpaid" : "cancelled";
}
