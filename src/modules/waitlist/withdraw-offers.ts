import type { TenantTx } from "#db/tenant-db.ts";
import { getBooking, type Refusal } from "#modules/booking/index.ts";
import { calendarRules, judgeStart, planStartSpan, readOccupied } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RecordedEvent, RowChange } from "#tenancy/domain-event.ts";

import { bySystem } from "./by-system.ts";
import { endInside, passOnWhenFree } from "./end-offers.ts";
import { getEntry } from "./entries.ts";
import { CHANNEL, wishForVisit } from "./find-starts.ts";
import { allOpenOffers, findOffer, type OfferRow, openOffersOf } from "./offers.ts";

/** Tables whose changes may close a time that is on offer. */
const SCHEDULE: ReadonlySet<RowChange["table"]> = new Set<RowChange["table"]>([
  "settings",
  "holidays",
  "overrides",
  "services",
  "service_resources",
  "staff",
  "staff_services",
  "time_off",
]);

/**
 * Withdraws the offers whose time cannot be had any more because the business changed its schedule: an
 * absence, shorter hours, a service or a person that is gone. Otherwise people would accept a time only to
 * be refused. They keep their place, and what is left of the time is passed on. A chain is judged when it is
 * carried out, because its visits move into each other's time.
 */
export function withdrawUnfit(ctx: TenantContext, tx: TenantTx, event: RecordedEvent): void {
  if (!event.changes.some(({ table }) => SCHEDULE.has(table))) return;
  for (const { id, mode } of allOpenOffers(tx)) {
    const offer = mode === "chain" ? undefined : findOffer(tx, id);
    if (offer?.state === "open" && !canBeHad(ctx, tx, offer)) withdraw(ctx, tx, offer);
  }
}

/** Withdraws every offer of a slot: its time cannot be had after all. People keep their place. */
export function withdraw(given: TenantContext, tx: TenantTx, offer: OfferRow): void {
  const ctx = bySystem(given);
  recordEvent(ctx, tx, {
    kind: "waitlist_offer_withdrawn",
    subject: `freed_slot:${offer.slot_id}`,
    changes: openOffersOf(tx, offer.slot_id).flatMap((one) => endInside(ctx, tx, one, "withdrawn")),
  });
  passOnWhenFree(ctx, tx, offer);
}

/** Whether a refused acceptance means that the time itself cannot be had, whoever asks for it. */
export function isTimeClosed({ outcome }: Refusal): boolean {
  return CLOSED.has(outcome);
}

const CLOSED: ReadonlySet<Refusal["outcome"]> = new Set<Refusal["outcome"]>([
  "unknown_service",
  "unknown_staff",
  "service_not_offered",
  "not_available",
  "taken",
]);

/** As an acceptance would judge it: notice, booking window and limits do not bind what was offered in time. */
function canBeHad(ctx: TenantContext, tx: TenantTx, offer: OfferRow): boolean {
  const { earlier_than: visit } = getEntry(tx, offer.entry_id);
  const own = visit === null ? undefined : wishForVisit(ctx, tx, getBooking(tx, visit)).rules;
  const rules = own ?? calendarRules(ctx.db, tx);
  const date = rules.zone.localDateOf(offer.start_at);
  const query = {
    serviceId: offer.service_id,
    staffId: offer.staff_id,
    from: date,
    to: date,
    now: ctx.clock.now(),
    channel: CHANNEL,
    override: true,
    ignoreOwner: offer.hold_id,
  };
  const taken = readOccupied(tx, rules, query, planStartSpan(rules, query, offer.start_at));
  return judgeStart(rules, taken, { ...query, start: offer.start_at }).offered;
}
