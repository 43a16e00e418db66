import type { TenantReads } from "#db/tenant-db.ts";
import { formatInstant } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { getService } from "#modules/services/index.ts";
import { getStaff } from "#modules/staff/index.ts";
import { togetherView } from "#modules/waitlist/chains/view.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type EntryRow, placesBefore } from "./entries.ts";
import { findOpenOffer, type OfferRow } from "./offers.ts";

/**
 * An entry as its customer sees it. Expiry is judged on read: an expired offer, or times that have passed,
 * show as over even before the job has run.
 */
export function entryView(ctx: TenantContext, entry: EntryRow) {
  const { db, clock } = ctx;
  const now = clock.now();
  const { zone } = calendarRules(db);
  const open = entry.open_until !== null && entry.open_until > now;
  const offer = open ? findOpenOffer(db, entry.id) : undefined;
  const live = offer && offer.expires_at > now ? offer : undefined;
  return {
    id: entry.id,
    status: statusOf(entry, open, live !== undefined),
    position: open ? placesBefore(db, entry) + 1 : null,
    ...(live && { offer: offerView(db, zone, live) }),
    service: { id: entry.service_id, name: getService(db, entry.service_id).name },
    staff: entry.staff_id === null ? null : { id: entry.staff_id, name: getStaff(db, entry.staff_id).name },
    start_date: entry.start_date,
    end_date: entry.end_date,
    from_time: entry.from_time,
    to_time: entry.to_time,
    auto_book: entry.auto_book === 1,
    earlier_than: entry.earlier_than,
    booking_uid: entry.booking_uid,
    time_zone: zone.id,
    created_at: formatInstant(entry.created_at),
  };
}

export type EntryView = ReturnType<typeof entryView>;

/** Why an entry is closed, recorded yet or not; null if it is open. */
export function closedWhy(ctx: TenantContext, entry: EntryRow): string | null {
  if (entry.status === "closed") return entry.close_reason;
  const passed = entry.open_until !== null && entry.open_until <= ctx.clock.now();
  return passed ? "times_passed" : null;
}

/** The customer's link back to their entry, and its token. */
export function waitlistLink(ctx: TenantContext, id: string): { url: string; token: string } {
  const token = ctx.capabilities.issue(subjectOf(id));
  return { url: `${ctx.tenant.canonicalUrl}/w/${id}?token=${token}`, token };
}

/** Whether a token opens this entry; compared in constant time. */
export function mayManageEntry(ctx: TenantContext, id: string, token: string): boolean {
  return ctx.capabilities.verify(subjectOf(id), token);
}

function subjectOf(id: string): string {
  return `waitlist:${id}`;
}

function statusOf(entry: EntryRow, open: boolean, offered: boolean): EntryRow["status"] {
  if (entry.status === "booked" || entry.status === "closed") return entry.status;
  if (!open) return "closed";
  return offered ? "offered" : "waiting";
}

function offerView(db: TenantReads, zone: Zone, offer: OfferRow) {
  return {
    start: formatInstant(offer.start_at),
    end: formatInstant(offer.end_at),
    start_local: formatLocal(zone, offer.start_at),
    label: timeLabel(zone, offer.start_at),
    staff: { id: offer.staff_id, name: getStaff(db, offer.staff_id).name },
    price_cents: offer.price_cents,
    currency: offer.currency,
    duration_minutes: offer.duration_minutes,
    expires_at: formatInstant(offer.expires_at),
    ...(offer.mode === "chain" && { together: togetherView(db, offer) }),
  };
}
