import type { TenantTx } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import type { Instant } from "#kernel/instant.ts";
import { addDays, type LocalDate } from "#kernel/local-date.ts";
import type { Zone } from "#kernel/zone.ts";
import { getBooking } from "#modules/booking/index.ts";
import {
  calendarRules,
  findAvailability,
  planAlternatives,
  planFootprint,
  type Slot,
  slotView,
} from "#modules/calendar/index.ts";
import { assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { getCustomer } from "#modules/customers/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { entryRecord, type EntryRecord } from "./admin-queries.ts";
import { type EntryRow, getEntry } from "./entries.ts";
import { CHANNEL, type StartWish, wishForVisit } from "./find-starts.ts";
import { timesOf } from "./freed-time.ts";
import { assertHasWaitlist } from "./has-waitlist.ts";
import { joinInside, type WaitlistWish } from "./join.ts";
import { closeInside } from "./leave.ts";
import { makeOffers } from "./make-offers.ts";
import { contactKeys, insertSlot, peopleWithOffers } from "./offers.ts";
import { isAtTheirTimes } from "./plan-pass.ts";

/** Adds an entry for the business. Throws as `joinWaitlist`. */
export function joinAsOwner(ctx: TenantContext, wish: WaitlistWish, { once }: WriteOptions): EntryRecord {
  return ctx.db.write((tx) => runOnce(ctx, tx, once, () => entryRecord(ctx, joinInside(ctx, tx, wish))));
}

/** Removes an entry for the business. Throws NOT_FOUND and VERSION_MISMATCH. */
export function removeAsOwner(ctx: TenantContext, id: string, { once, ifMatch }: WriteOptions): void {
  ctx.db.write((tx) =>
    runOnce(ctx, tx, once, () => {
      const entry = getEntry(tx, id);
      assertVersion(entry.version, ifMatch);
      closeInside(ctx, tx, entry, "removed");
      return null;
    }),
  );
}

export type OwnersOffer = {
  /** Left out: the first start that suits them. */
  readonly start?: Instant | undefined;
  readonly staffId?: string | undefined;
};

/**
 * Offers somebody a free time of the owner's choice, out of turn. Neither notice nor the requested times bind
 * it; an overlap does. Throws NOT_FOUND, CONFLICT if the entry is closed or has an open offer, and
 * SLOT_NOT_AVAILABLE with alternatives.
 */
export function offerNow(
  ctx: TenantContext,
  id: string,
  offer: OwnersOffer,
  { once, ifMatch }: WriteOptions,
): EntryRecord {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, once, () => {
      assertHasWaitlist(ctx);
      const entry = getEntry(tx, id);
      assertVersion(entry.version, ifMatch);
      assertMayBeAsked(ctx, tx, entry);
      offerInside(ctx, tx, entry, offer);
      return entryRecord(ctx, getEntry(tx, id));
    }),
  );
}

function assertMayBeAsked(ctx: TenantContext, tx: TenantTx, entry: EntryRow): void {
  if (entry.open_until === null || entry.open_until <= ctx.clock.now())
    throw new AppError("CONFLICT", "This customer isn't waiting anymore.");
  const customer = getCustomer(tx, entry.customer_id);
  const offered = peopleWithOffers(tx);
  if (contactKeys({ ...customer, customer_id: customer.id }).some((key) => offered.has(key)))
    throw new AppError("CONFLICT", "This customer already has an offer.");
}

function offerInside(ctx: TenantContext, tx: TenantTx, entry: EntryRow, offer: OwnersOffer): void {
  const wish = wishOf(ctx, tx, entry, offer.staffId);
  const rules = wish.rules ?? calendarRules(ctx.db, tx);
  const slots = freeSlots(ctx, tx, entry, wish, offer.start);
  const slot = slots.find((one) =>
    offer.start === undefined ? suits(entry, rules.zone, one.start) : one.start === offer.start,
  );
  const service = rules.services.get(wish.serviceId);
  const [staffId] = slot?.staffIds ?? [];
  if (!slot || !service || staffId === undefined) {
    const near = planAlternatives(slots, offer.start ?? ctx.clock.now(), 3);
    const alternatives = near.map((one) => slotView(rules.zone, one));
    throw new AppError("SLOT_NOT_AVAILABLE", undefined, { path: "start", alternatives });
  }
  const at = { serviceId: service.id, staffId, start: slot.start, end: slot.end };
  const times = timesOf(planFootprint(service, { ...at, ownerId: entry.id }).rows);
  const { start, end } = slot;
  const freed = insertSlot(ctx, tx, { cause: "owner", freedBy: null, notFor: null, start, end, times });
  makeOffers(ctx, tx, { slot: freed, at, wish, entries: [entry], mode: "owner", reason: "chosen_by_owner" });
}

function wishOf(ctx: TenantContext, tx: TenantTx, entry: EntryRow, staffId: string | undefined): StartWish {
  const wish: StartWish =
    entry.earlier_than === null
      ? { serviceId: entry.service_id, staffId: entry.staff_id }
      : wishForVisit(ctx, tx, getBooking(tx, entry.earlier_than));
  return staffId === undefined ? wish : { ...wish, staffId };
}

/** Of longer wishes only the first two months are searched. */
const SEARCHED_DAYS = 62;

/** With a start, the slots on its date; without, those on the dates they asked for. */
function freeSlots(
  ctx: TenantContext,
  tx: TenantTx,
  entry: EntryRow,
  wish: StartWish,
  start: Instant | undefined,
): readonly Slot[] {
  const rules = wish.rules ?? calendarRules(ctx.db, tx);
  const { zone } = rules;
  const today = zone.localDateOf(ctx.clock.now());
  const first = entry.start_date < today ? today : (entry.start_date as LocalDate);
  const last = addDays(first, SEARCHED_DAYS - 1);
  const date = start === undefined ? undefined : zone.localDateOf(start);
  const query = {
    serviceId: wish.serviceId,
    staffId: wish.staffId ?? undefined,
    from: date ?? first,
    to: date ?? (entry.end_date < last ? (entry.end_date as LocalDate) : last),
    now: ctx.clock.now(),
    channel: CHANNEL,
    override: start !== undefined,
  };
  return findAvailability(ctx.db, query, { reads: tx, rules }).slots;
}

function suits(entry: EntryRow, zone: Zone, start: Instant): boolean {
  const { start_date: startDate, end_date: endDate, from_time: fromTime, to_time: toTime } = entry;
  return isAtTheirTimes({ startDate, endDate, fromTime, toTime }, zone, start);
}
