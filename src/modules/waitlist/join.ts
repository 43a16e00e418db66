import type { TenantTx } from "#db/tenant-db.ts";
import { AppError, invalid, notFound } from "#kernel/errors.ts";
import { findOffer } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { customerFor, type CustomerWish } from "#modules/customers/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { type Once, runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type EntryRow, getEntry, insertEntry } from "./entries.ts";
import { assertHasWaitlist } from "./has-waitlist.ts";
import { readWindow, wishColumns, type WishedTimes } from "./wished-times.ts";

export type WaitlistWish = WishedTimes & {
  readonly serviceId: string;
  readonly staffId?: string | undefined;
  readonly customer: CustomerWish;
};

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
  return writeEntry(ctx, tx, wish, {
    service_id: wish.serviceId,
    shown_price_cents: terms.priceCents,
    shown_minutes: terms.terms.duration_minutes,
    earlier_than: null,
    open_until: openUntil,
  });
}

function assertServes(ctx: TenantContext, tx: TenantTx, { staffId, serviceId }: WaitlistWish): void {
  if (staffId === undefined) return;
  const person = calendarRules(ctx.db, tx).staff.find((one) => one.id === staffId);
  if (!person?.active) throw notFound("There is no such member of staff.");
  if (!person.serviceIds.has(serviceId))
    throw invalid("staff_id", "staff_id: this member of staff doesn't do this service.");
}

/** Inserts an entry and records that somebody joined; part of a command. */
export function writeEntry(
  ctx: TenantContext,
  tx: TenantTx,
  wish: WaitlistWish,
  columns: Pick<
    EntryRow,
    "service_id" | "shown_price_cents" | "shown_minutes" | "earlier_than" | "open_until"
  >,
): EntryRow {
  const now = ctx.clock.now();
  const { customer, changes } = customerFor(ctx, tx, wish.customer);
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
