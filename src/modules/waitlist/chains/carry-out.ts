import { fromJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import type { FreedTimeDocument } from "#db/waitlist-tables.ts";
import {
  type Booking,
  getBooking,
  isOccupancyConflict,
  type Refusal,
  vacate,
} from "#modules/booking/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { bookFor } from "#modules/waitlist/book-for.ts";
import { bySystem } from "#modules/waitlist/by-system.ts";
import { changeEntry, type EntryRow, getEntry } from "#modules/waitlist/entries.ts";
import { type Freed, spanOf, withoutTimes } from "#modules/waitlist/freed-time.ts";
import { changeSlot, endOffer, findOffer, getSlot, type OfferRow } from "#modules/waitlist/offers.ts";
import { passOnFreed } from "#modules/waitlist/pass-on.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { type ChainRow, changeStep, endChain, type StepRow, stepsOf } from "./rows.ts";
import { timesOfVisit } from "./times.ts";

/** Thrown when a link cannot be carried out; rolls back whatever was written before it. */
export class ChainBroke extends Error {
  readonly chainId: string;
  readonly offerId: string;
  readonly refusal: Refusal;
  constructor(chainId: string, offerId: string, refusal: Refusal) {
    super(`A chain could not be carried out: ${refusal.outcome}`);
    this.chainId = chainId;
    this.offerId = offerId;
    this.refusal = refusal;
  }
}

/**
 * Carries out a chain that everybody has agreed to, in the transaction of the last agreement. It starts at
 * the freed time, so that each visit moves into time already vacated. What is left of the times goes to other
 * people on the waitlist. `actsFor` is the entry of whoever agreed last: only their visit is their own doing.
 * Returns each link's visit by entry id. Throws `ChainBroke` if a link is refused; the caller must then roll
 * back.
 */
export function carryOut(
  ctx: TenantContext,
  tx: TenantTx,
  chain: ChainRow,
  actsFor?: string,
): ReadonlyMap<string, Booking> {
  const system = bySystem(ctx);
  const slot = getSlot(tx, chain.slot_id);
  const links = stepsOf(tx, chain.id).map((step) => linkOf(tx, step));
  const freed = [
    { times: fromJson(slot.times), by: slot.freed_by, notFor: slot.not_for },
    ...links.flatMap(({ step, entry }) =>
      step.visit_uid === null
        ? []
        : [{ times: timesOfVisit(tx, step.visit_uid), by: step.visit_uid, notFor: entry.customer_id }],
    ),
  ];
  const changes: RowChange[] = [
    endChain(ctx, tx, chain, { state: "done", why: null }),
    ...links.map(({ offer }) => endOffer(ctx, tx, offer, "accepted")),
    changeSlot(ctx, tx, slot, "filled"),
  ];
  vacate(tx, chain.hold_id);
  const visits = new Map<string, Booking>();
  for (const link of links) {
    const booking = book(link.entry.id === actsFor ? ctx : system, tx, link);
    visits.set(link.entry.id, booking);
    const booked = { status: "booked", booking_uid: booking.row.uid, open_until: null } as const;
    changes.push(changeEntry(ctx, tx, link.entry.id, booked).change);
  }
  changes.push(...links.map(({ step }) => changeStep(tx, step, { state: "done" })));
  recordEvent(ctx, tx, {
    kind: "waitlist_chain_done",
    subject: `freed_slot:${slot.id}`,
    changes,
  });
  const taken = [...visits.values()].flatMap(({ row }) => timesOfVisit(tx, row.uid));
  for (const one of freed) passOnLeft(system, tx, one, taken);
  return new Map([...visits].map(([id, { row }]) => [id, getBooking(tx, row.uid)]));
}

type AgreedLink = { readonly step: StepRow; readonly offer: OfferRow; readonly entry: EntryRow };

function linkOf(tx: TenantTx, step: StepRow): AgreedLink {
  const offer = findOffer(tx, step.offer_id);
  if (offer?.state !== "open") throw new Error("A chain stands for as long as all of its offers do.");
  return { step, offer, entry: getEntry(tx, step.entry_id) };
}

function book(ctx: TenantContext, tx: TenantTx, { step, offer, entry }: AgreedLink): Booking {
  const broke = (refusal: Refusal) => new ChainBroke(step.chain_id, step.offer_id, refusal);
  const at = {
    serviceId: offer.service_id,
    staffId: offer.staff_id,
    start: offer.start_at,
    end: offer.end_at,
  };
  const agreedTo = {
    expectedPriceCents: step.shown_price_cents,
    expectedDurationMinutes: step.shown_minutes,
  };
  try {
    const result = bookFor(ctx, tx, entry, at, agreedTo);
    if (result.outcome === "booked") return result.booking;
    throw broke(result);
  } catch (error) {
    if (isOccupancyConflict(error)) throw broke({ outcome: "taken", alternatives: [] });
    throw error;
  }
}

function passOnLeft(
  ctx: TenantContext,
  tx: TenantTx,
  freed: { readonly times: readonly FreedTimeDocument[]; readonly by: string | null } & Pick<Freed, "notFor">,
  taken: readonly FreedTimeDocument[],
): void {
  const times = withoutTimes(freed.times, taken);
  const span = spanOf(times);
  if (!span || span.end <= ctx.clock.now()) return;
  passOnFreed(ctx, tx, { cause: "rest", freedBy: freed.by, notFor: freed.notFor, ...span, times });
}
