import { fromJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { AppError, invalid, notFound } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { daysBetween, type LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";
import { planFeatures } from "#modules/auth/index.ts";
import { type Booking, findBooking, findOffer, onlyItem } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type CustomerDetails, findOrAddCustomer, getCustomer } from "#modules/customers/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import {
  changeEntry,
  entriesForVisit,
  type EntryRow,
  getEntry,
  insertEntry,
  type WishColumns,
} from "./entries.ts";
import { minutesOf } from "./plan-notice.ts";

/**
 * Business dates, both inclusive; local times `HH:MM`: a start is at or after the first and before the
 * second.
 */
export type WaitlistTimes = {
  readonly startDate: LocalDate;
  readonly endDate: LocalDate;
  readonly fromTime?: string | undefined;
  readonly toTime?: string | undefined;
};

export type WaitlistWish = WishedTimes & {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  readonly customer: CustomerDetails | { readonly id: string };
};

type WishedTimes = WaitlistTimes & { readonly autoBook?: boolean | undefined };

const MOST_DAYS = 366;

/**
 * Adds somebody to the waitlist. Throws PLAN_LIMIT if the plan has no waitlist, NOT_FOUND and
 * SERVICE_NOT_OFFERED for a service or person that cannot be waited for, and a 400 naming the field for times
 * that make no sense. With `once` a repeated request joins once.
 */
export function joinWaitlist(ctx: TenantContext, wish: WaitlistWish, once?: Once): EntryRow {
  return ctx.db.write((tx) =>
    getEntry(
      tx,
      runOnce(ctx, tx, once, () => joinInside(ctx, tx, wish).id),
    ),
  );
}

/** As `joinWaitlist`, inside the caller's transaction. */
export function joinInside(ctx: TenantContext, tx: TenantTx, wish: WaitlistWish): EntryRow {
  assertHasWaitlist(ctx);
  const rules = calendarRules(ctx.db, tx);
  const service = rules.services.get(wish.serviceId);
  if (!service) throw notFound("There is no such service.");
  const terms = findOffer(tx, rules, wish.serviceId);
  if (!terms) throw new AppError("SERVICE_NOT_OFFERED");
  assertServes(ctx, tx, wish);
  const openUntil = readWindow(rules.zone, wish, ctx.clock.now());
  return write(ctx, tx, wish, {
    service_id: wish.serviceId,
    shown_price_cents: terms.priceCents,
    shown_minutes: terms.terms.duration_minutes,
    earlier_than: null,
    open_until: openUntil,
  });
}

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
    return write(
      ctx,
      tx,
      { ...wish, customer: { id: booking.customer.id }, serviceId: onlyItem(booking).service_id },
      { ...keptTerms(booking), earlier_than: uid, open_until: Math.min(end, booking.row.start_at) },
    );
  });
}

/** The end of the requested times, as an instant. */
export function windowEnd(
  zone: Zone,
  { end_date: date, to_time: time }: Pick<EntryRow, "end_date" | "to_time">,
): Instant {
  return zone.localToInstant(date as LocalDate, time === null ? 24 * 60 : minutesOf(time), "later");
}

/** Whether this business has a waitlist: its plan includes one, and it takes bookings. */
export function hasWaitlist({ tenant }: TenantContext): boolean {
  return tenant.status === "active" && planFeatures(tenant.plan).waitlist;
}

/** Throws PLAN_LIMIT if the business has no waitlist. */
export function assertHasWaitlist(ctx: TenantContext): void {
  if (planFeatures(ctx.tenant.plan).waitlist) return;
  throw new AppError("PLAN_LIMIT", "This business's plan doesn't include a waitlist.", {
    feature: "waitlist",
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

function wishColumns(wish: WishedTimes): WishColumns {
  return {
    start_date: wish.startDate,
    end_date: wish.endDate,
    from_time: wish.fromTime ?? null,
    to_time: wish.toTime ?? null,
    auto_book: wish.autoBook ? 1 : 0,
  };
}

function keptTerms(booking: Booking) {
  const item = onlyItem(booking);
  return {
    service_id: item.service_id,
    shown_price_cents: booking.row.price_cents,
    shown_minutes: fromJson(item.terms).duration_minutes,
  };
}

function assertServes(ctx: TenantContext, tx: TenantTx, { staffId, serviceId }: WaitlistWish): void {
  if (staffId === undefined) return;
  const person = calendarRules(ctx.db, tx).staff.find((one) => one.id === staffId);
  if (!person?.active) throw notFound("There is no such member of staff.");
  if (!person.serviceIds.has(serviceId))
    throw invalid("staff_id", "staff_id: this member of staff doesn't do this service.");
}

/**
 * The end of the requested times. Throws a 400 naming the field for times that make no sense or have passed.
 */
function readWindow(
  zone: Zone,
  { startDate, endDate, fromTime, toTime }: WaitlistTimes,
  now: Instant,
): Instant {
  if (endDate < startDate) throw invalid("end_date", "end_date must not be before start_date.");
  if (daysBetween(startDate, endDate) >= MOST_DAYS)
    throw invalid("end_date", `end_date must be within ${MOST_DAYS} days of start_date.`);
  if (daysBetween(zone.localDateOf(now), startDate) > 2 * MOST_DAYS)
    throw invalid("start_date", "start_date must be within two years.");
  if (fromTime !== undefined && toTime !== undefined && toTime <= fromTime)
    throw invalid("to_time", "to_time must be after from_time.");
  const end = windowEnd(zone, { end_date: endDate, to_time: toTime ?? null });
  if (end <= now) throw invalid("end_date", "end_date: these times have passed.");
  return end;
}

function write(
  ctx: TenantContext,
  tx: TenantTx,
  wish: WaitlistWish,
  columns: Pick<
    EntryRow,
    "service_id" | "shown_price_cents" | "shown_minutes" | "earlier_than" | "open_until"
  >,
): EntryRow {
  const now = ctx.clock.now();
  const { customer, changes } =
    "id" in wish.customer
      ? { customer: getCustomer(tx, wish.customer.id), changes: [] }
      : findOrAddCustomer(ctx, tx, wish.customer);
  const entry = insertEntry(tx, {
    id: ctx.ids.ulid(),
    customer_id: customer.id,
    staff_id: wish.staffId ?? null,
    ...wishColumns(wish),
    channel: ctx.actor.channel,
    close_reason: null,
    booking_uid: null,
    created_at: now,
    updated_at: now,
    ...columns,
  });
  recordEvent(ctx, tx, {
    kind: "waitlist_joined",
    subject: `waitlist:${entry.id}`,
    changes: [{ table: "waitlist_entries", id: entry.id, before: null, after: entry }, ...changes],
  });
  if (entry.open_until !== null) ctx.wakeAt(entry.open_until);
  return entry;
}
