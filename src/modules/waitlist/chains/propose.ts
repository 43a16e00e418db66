import { toJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { recordDecision, type SkipReason } from "#modules/waitlist/decisions.ts";
import { changeEntry } from "#modules/waitlist/entries.ts";
import { termsFor } from "#modules/waitlist/make-offers.ts";
import { changeSlot, insertOffer, type OfferRow, type SlotRow } from "#modules/waitlist/offers.ts";
import { type OfferTimes, planOfferTimes } from "#modules/waitlist/plan-notice.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import type { HeldChain, HeldLink } from "./hold-chain.ts";
import { type ChainRow, insertChain, insertStep, type StepRow } from "./rows.ts";

/**
 * Asks everybody in a held chain at once, with one common deadline. Entries in auto-book mode whose terms are
 * unchanged count as agreed. Records the event from which messages are sent.
 */
export function proposeChain(ctx: TenantContext, tx: TenantTx, slot: SlotRow, held: HeldChain): void {
  const now = ctx.clock.now();
  const first = Math.min(...held.links.map(({ at }) => at.start));
  const { zone } = calendarRules(ctx.db, tx);
  const times = planOfferTimes(zone, getPolicies(ctx.db).waitlist, first, now);
  const chain: ChainRow = {
    id: ctx.ids.ulid(),
    slot_id: slot.id,
    hold_id: held.holdId,
    people: held.links.length,
    state: "open",
    why: null,
    expires_at: times.expiresAt,
    decided_at: null,
    created_at: now,
  };
  const opened = insertChain(tx, chain);
  const links = held.links.flatMap((link, n) =>
    writeLink(ctx, tx, { slot, chain, link, times, position: n + 1 }),
  );
  for (const { id, why } of held.links[0]?.passedOver ?? []) {
    const reason = why as SkipReason;
    recordDecision(tx, { slotId: slot.id, entryId: id, outcome: "skipped", reason, at: now });
  }
  recordEvent(ctx, tx, {
    kind: "waitlist_chain_proposed",
    subject: `freed_slot:${slot.id}`,
    changes: [changeSlot(ctx, tx, slot, "offered"), opened, ...links],
  });
  ctx.wakeAt(chain.expires_at);
  // If all have agreed already, the next due job carries it out.
  if (links.every(({ table, after }) => table !== "waitlist_chain_steps" || after?.["asked"] === 0))
    ctx.wakeAt(now);
}

type NewLink = {
  readonly slot: SlotRow;
  readonly chain: ChainRow;
  readonly link: HeldLink;
  readonly times: OfferTimes;
  readonly position: number;
};

function writeLink(ctx: TenantContext, tx: TenantTx, made: NewLink): readonly RowChange[] {
  const { slot, link } = made;
  const { row } = link.candidate;
  const offer = offerOf(ctx, tx, made);
  recordDecision(tx, {
    slotId: slot.id,
    entryId: row.id,
    outcome: "offered",
    reason: link.leaves ? "makes_room" : "gets_the_room",
    at: ctx.clock.now(),
  });
  return [
    insertOffer(tx, offer),
    insertStep(tx, stepOf(offer, made)),
    changeEntry(ctx, tx, row.id, { status: "offered" }).change,
  ];
}

function offerOf(ctx: TenantContext, tx: TenantTx, { slot, chain, link, times }: NewLink): OfferRow {
  const { row } = link.candidate;
  const { at } = link;
  return {
    id: ctx.ids.ulid(),
    slot_id: slot.id,
    entry_id: row.id,
    customer_id: row.customer_id,
    hold_id: chain.hold_id,
    mode: "chain",
    service_id: at.serviceId,
    staff_id: at.staffId,
    start_at: at.start,
    end_at: at.end,
    ...termsFor(ctx, tx, row, at),
    state: "open",
    notify_at: times.notifyAt,
    expires_at: times.expiresAt,
    decided_at: null,
    created_at: ctx.clock.now(),
  };
}

/** The link's step. An entry in auto-book mode is only asked if the terms are not those that it was shown. */
function stepOf(offer: OfferRow, { chain, link, position }: NewLink): StepRow {
  const { row } = link.candidate;
  const isAsked =
    row.auto_book === 0 ||
    row.shown_price_cents !== offer.price_cents ||
    row.shown_minutes !== offer.duration_minutes;
  return {
    offer_id: offer.id,
    chain_id: chain.id,
    position,
    entry_id: row.id,
    visit_uid: link.leaves?.visit?.row.uid ?? null,
    from_start_at: link.leaves?.start ?? null,
    asked: isAsked ? 1 : 0,
    state: isAsked ? "asked" : "agreed",
    shown_price_cents: offer.price_cents,
    shown_minutes: offer.duration_minutes,
    passed_over: toJson(link.passedOver.map(({ id, why }) => ({ entry_id: id, reason: why }))),
    answered_at: isAsked ? null : offer.created_at,
  };
}
