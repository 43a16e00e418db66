import { fromJson, fromSharedJson } from "#db/columns.ts";
import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";
import { customerView } from "#modules/customers/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { changeDeadline } from "./plan-change.ts";
import type { Booking, BookingItem } from "./queries.ts";

/** A visit as the API shows it: instants in UTC, local times in the business's zone. */
export function bookingView(booking: Booking, zone: Zone) {
  const { row, items, customer } = booking;
  const [first] = items;
  if (!first) throw new Error(`The visit ${row.uid} has no parts.`);
  return {
    uid: row.uid,
    status: row.status,
    start: formatInstant(row.start_at),
    end: formatInstant(row.end_at),
    start_local: formatLocal(zone, row.start_at),
    time_zone: zone.id,
    service: { id: first.service_id, name: fromSharedJson(first.terms).service_name },
    staff: { id: first.staff_id, name: first.staff_name },
    customer: customerView(customer),
    notes: row.notes,
    price_cents: row.price_cents,
    currency: row.currency,
    deposit_cents: items.reduce((sum, item) => sum + fromSharedJson(item.terms).deposit_cents, 0),
    payment_status: row.payment_status,
    source: row.source,
    change_deadline: formatInstant(changeDeadline(booking)),
    created_at: formatInstant(row.created_at),
    updated_at: formatInstant(row.updated_at),
    cancelled_at: row.cancelled_at === null ? null : formatInstant(row.cancelled_at),
    version: row.version,
    // Optional fields come last: V8 makes every field after a conditional spread several times as expensive.
    ...(items.length > 1 ? { steps: items.map((item) => stepView(item)) } : {}),
    ...(row.series_id !== null && { series_id: row.series_id }),
  };
}

export type BookingView = ReturnType<typeof bookingView>;

/** A visit as the business sees it. */
export function bookingRecord(booking: Booking, zone: Zone) {
  const { row, items } = booking;
  return {
    ...bookingView(booking, zone),
    customer_id: row.customer_id,
    cancel_reason: row.cancel_reason,
    checked_in_at: row.checked_in_at === null ? null : formatInstant(row.checked_in_at),
    staff_choice: items[0] ? fromJson(items[0].staff_choice) : null,
  };
}

export type BookingRecord = ReturnType<typeof bookingRecord>;

/** The customer's link back to a visit: whoever has the token may see, move and cancel it. */
export function manageLink(ctx: TenantContext, uid: string): { manage_url: string; manage_token: string } {
  const token = ctx.capabilities.issue(manageSubject(uid));
  return { manage_url: `${ctx.tenant.canonicalUrl}/b/${uid}?token=${token}`, manage_token: token };
}

/** Whether a token opens this visit; compared in constant time. */
export function mayManage(ctx: TenantContext, uid: string, token: string): boolean {
  return ctx.capabilities.verify(manageSubject(uid), token);
}

function manageSubject(uid: string): string {
  return `manage:${uid}`;
}

function stepView(item: BookingItem) {
  return {
    service: { id: item.service_id, name: fromSharedJson(item.terms).service_name },
    staff: { id: item.staff_id, name: item.staff_name },
    start: formatInstant(item.start_at),
    end: formatInstant(item.end_at),
    price_cents: item.price_cents,
  };
}
