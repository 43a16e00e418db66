import type { Selectable } from "kysely";

import type { TenantTx } from "#db/tenant-db.ts";
import type { BookingsTable } from "#db/tenant-tables.ts";
import { type Instant, MINUTE } from "#kernel/instant.ts";
import { isActive } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { followChain } from "#modules/waitlist/chains/follow.ts";
import type { EventSubscriber, TenantContext } from "#tenancy/context.ts";
import type { RecordedEvent } from "#tenancy/domain-event.ts";

import { changeEntry, entriesForVisit, type EntryRow } from "./entries.ts";
import { closeInside } from "./leave.ts";
import { passOnFreed } from "./pass-on.ts";
import { planFreed } from "./plan-freed.ts";
import { windowEnd } from "./wished-times.ts";
import { withdrawUnfit } from "./withdraw-offers.ts";

type Visit = Selectable<BookingsTable>;

/**
 * Reacts to every change of a visit, in its transaction: freed time is offered to the waitlist, a wish for an
 * earlier time follows its visit, and a check for a no-show is scheduled. A change of the schedule withdraws
 * offers that no longer fit it.
 */
export const passOnFreedTime: EventSubscriber = (ctx, tx, event) => {
  const outcome = COUNTED[event.kind];
  if (outcome) ctx.count("waitlist", { outcome });
  for (const one of visitByVisit(event)) hearOfVisit(ctx, tx, one);
  withdrawUnfit(ctx, tx, event);
};

/** Splits an event about several visits of a series into one per visit. */
function visitByVisit(event: RecordedEvent): readonly RecordedEvent[] {
  const visits = event.changes.filter(({ table }) => table === "bookings");
  if (visits.length < 2) return [event];
  return visits.map((visit) => {
    const items = event.changes.filter(
      ({ table, id }) => table === "booking_items" && id.startsWith(`${visit.id}/`),
    );
    return { ...event, changes: [visit, ...items] };
  });
}

function hearOfVisit(ctx: TenantContext, tx: TenantTx, event: RecordedEvent): void {
  const visit = event.changes.find(({ table }) => table === "bookings");
  const after = visit?.after as Visit | null | undefined;
  if (!visit || !after) return;
  const isInChain = visit.before ? followChain(ctx, tx, event, after) : false;
  if (visit.before) followVisit(ctx, tx, after);
  wakeForRelease(ctx, after);
  const freed = isInChain ? undefined : planFreed(event);
  if (freed) passOnFreed(ctx, tx, freed);
}

/** The metrics of the waitlist's own events. */
const COUNTED: Readonly<Record<string, string>> = {
  waitlist_joined: "joined",
  waitlist_offered: "offered",
  waitlist_offer_accepted: "accepted",
  waitlist_offer_declined: "declined",
  waitlist_offer_expired: "expired",
  waitlist_offer_withdrawn: "withdrawn",
  waitlist_booked: "booked_by_itself",
  waitlist_closed: "closed",
  freed_slot_made_public: "nobody",
  waitlist_chain_proposed: "chain_proposed",
  waitlist_chain_agreed: "chain_agreed",
  waitlist_chain_done: "chain_done",
  waitlist_chain_released: "chain_released",
};

/** A wish for an earlier time ends with its visit, at the latest when that starts. */
function followVisit(ctx: TenantContext, tx: TenantTx, visit: Visit): void {
  for (const entry of entriesForVisit(tx, visit.uid)) {
    if (!isActive(visit.status)) closeInside(ctx, tx, entry, "visit_is_over");
    else {
      const end = windowEnd(calendarRules(ctx.db, tx).zone, entry);
      waitUntil(ctx, tx, entry, Math.min(end, visit.start_at));
    }
  }
}

function waitUntil(ctx: TenantContext, tx: TenantTx, entry: EntryRow, until: Instant): void {
  if (until === entry.open_until) return;
  const { change } = changeEntry(ctx, tx, entry.id, { open_until: until });
  recordEvent(ctx, tx, {
    kind: "waitlist_wish_followed",
    subject: `waitlist:${entry.id}`,
    changes: [change],
  });
}

function wakeForRelease(ctx: TenantContext, visit: Visit): void {
  const { release_minutes: minutes, status, checked_in_at: checkedIn } = visit;
  const isOpen = status === "confirmed" && checkedIn === null;
  if (minutes !== null && isOpen) ctx.wakeAt(visit.start_at + minutes * MINUTE);
}
