import type { TenantReads } from "#db/tenant-db.ts";
import { findBooking, mayChange } from "#modules/booking/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { hadTheirTurn } from "./decisions.ts";
import type { WaitingRow } from "./entries.ts";
import {
  findStarts,
  type FreedStretch,
  type FreeStart,
  type Relaxed,
  type StartWish,
  wishForVisit,
} from "./find-starts.ts";
import { contactKeys, peopleWithOffers, type SlotRow } from "./offers.ts";
import type { Waiting } from "./plan-pass.ts";

/** An entry, with what judging it needs. */
export type Candidate = {
  readonly row: WaitingRow;
  readonly waiting: Waiting;
  readonly wish: StartWish;
};

/** Reads what `judgeWaiting` needs about entries, sharing lookups between them. */
export function candidateReader(ctx: TenantContext, reads: TenantReads, slot: SlotRow) {
  const withOffers = peopleWithOffers(reads);
  const hadTurn = hadTheirTurn(reads, slot.id);
  const now = ctx.clock.now();

  const visitOf = (uid: string) => {
    const booking = findBooking(reads, uid);
    if (!booking) return undefined;
    return {
      wish: wishForVisit(ctx, reads, booking),
      start: booking.row.start_at,
      mayChange: mayChange(booking, now),
    };
  };

  return (row: WaitingRow): Candidate => {
    const visit = row.earlier_than === null ? undefined : visitOf(row.earlier_than);
    return {
      row,
      wish: visit?.wish ?? { serviceId: row.service_id, staffId: row.staff_id },
      waiting: {
        customerId: row.customer_id,
        isErased: row.erased_at !== null,
        hasOffer: row.status === "offered" || contactKeys(row).some((key) => withOffers.has(key)),
        hadTheirTurn: hadTurn.has(row.customer_id),
        startDate: row.start_date,
        endDate: row.end_date,
        fromTime: row.from_time,
        toTime: row.to_time,
        earlierThan: visit ? { start: visit.start, mayChange: visit.mayChange } : null,
      },
    };
  };
}

/** `findStarts` for this freed time, computed once for all entries with the same wish. */
export function startsReader(ctx: TenantContext, reads: TenantReads, freed: FreedStretch) {
  const known = new Map<string, readonly FreeStart[]>();
  return (wish: StartWish, relaxed: Relaxed = {}): readonly FreeStart[] => {
    if (wish.rules) return findStarts(ctx, reads, freed, wish, relaxed);
    const key = `${wish.serviceId} ${wish.staffId ?? ""} ${relaxed.override === true}`;
    const starts = known.get(key) ?? findStarts(ctx, reads, freed, wish, relaxed);
    known.set(key, starts);
    return starts;
  };
}
