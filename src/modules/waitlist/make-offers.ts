import { fromJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import type { WaitlistOffersTable } from "#db/waitlist-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { findOffer as findTerms, getBooking, occupy, onlyItem } from "#modules/booking/index.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules, planFootprint } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { type OfferReason, recordDecision } from "./decisions.ts";
import { changeEntry, type EntryRow } from "./entries.ts";
import type { FreeStart, StartWish } from "./find-starts.ts";
import { changeSlot, insertOffer, type OfferRow, type SlotRow } from "./offers.ts";
import { planOfferTimes } from "./plan-notice.ts";

export type NewOffers = {
  readonly slot: SlotRow;
  readonly at: FreeStart;
  readonly wish: StartWish;
  readonly entries: readonly EntryRow[];
  readonly mode: WaitlistOffersTable["mode"];
  readonly reason: OfferReason;
};

/**
 * Offers a freed time to one entry, or the same time to several. One hold keeps it from everyone else while
 * any of the offers is open. Records the event from which messages are sent.
 */
export function makeOffers(ctx: TenantContext, tx: TenantTx, offers: NewOffers): void {
  const { slot, at, wish, entries } = offers;
  const now = ctx.clock.now();
  const rules = wish.rules ?? calendarRules(ctx.db, tx);
  const service = rules.services.get(at.serviceId);
  if (!service) throw new Error("What is not sold cannot be offered.");
  const holdId = ctx.ids.ulid();
  const visit = { serviceId: at.serviceId, staffId: at.staffId, start: at.start, ownerId: holdId };
  occupy(tx, planFootprint(service, visit).rows, { kind: "offer", ownerId: holdId }, now);
  const { notifyAt, expiresAt } = planOfferTimes(rules.zone, getPolicies(ctx.db).waitlist, at.start, now);
  const changes = entries.flatMap((entry): RowChange[] => {
    const offer = offerRow(ctx, tx, offers, entry, { holdId, notifyAt, expiresAt });
    recordDecision(tx, {
      slotId: slot.id,
      entryId: entry.id,
      outcome: "offered",
      reason: offers.reason,
      at: now,
    });
    return [insertOffer(tx, offer), changeEntry(ctx, tx, entry.id, { status: "offered" }).change];
  });
  recordEvent(ctx, tx, {
    kind: "waitlist_offered",
    subject: `freed_slot:${slot.id}`,
    reason: offers.reason,
    changes: [changeSlot(ctx, tx, slot, "offered"), ...changes],
  });
  ctx.wakeAt(expiresAt);
}

function offerRow(
  ctx: TenantContext,
  tx: TenantTx,
  { slot, at, mode }: NewOffers,
  entry: EntryRow,
  held: { readonly holdId: string; readonly notifyAt: Instant; readonly expiresAt: Instant },
): OfferRow {
  return {
    id: ctx.ids.ulid(),
    slot_id: slot.id,
    entry_id: entry.id,
    customer_id: entry.customer_id,
    hold_id: held.holdId,
    mode,
    service_id: at.serviceId,
    staff_id: at.staffId,
    start_at: at.start,
    end_at: at.end,
    ...termsFor(ctx, tx, entry, at),
    state: "open",
    notify_at: held.notifyAt,
    expires_at: held.expiresAt,
    decided_at: null,
    created_at: ctx.clock.now(),
  };
}

/** The terms they are shown: a visit that moves keeps its own, whatever the service costs by now. */
export function termsFor(ctx: TenantContext, tx: TenantTx, entry: EntryRow, at: FreeStart) {
  if (entry.earlier_than !== null) {
    const booking = getBooking(tx, entry.earlier_than);
    return {
      price_cents: booking.row.price_cents,
      currency: booking.row.currency,
      duration_minutes: fromJson(onlyItem(booking).terms).duration_minutes,
    };
  }
  const terms = findTerms(tx, calendarRules(ctx.db, tx), at.serviceId);
  if (!terms) throw new Error("What is not sold cannot be offered.");
  return {
    price_cents: terms.priceCents,
    currency: terms.currency,
    duration_minutes: terms.terms.duration_minutes,
  };
}
