import { fromJson } from "#db/columns.ts";
import type { TenantTx } from "#db/tenant-db.ts";
import { calendarRules, type FootprintRow, planFootprint } from "#modules/calendar/index.ts";
import type { FreeStart } from "#modules/waitlist/find-starts.ts";
import type { SlotRow } from "#modules/waitlist/offers.ts";
import type { Candidate } from "#modules/waitlist/waiting.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { chainPeople, type ChainPerson } from "./people.ts";
import type { ChainFacts, Fit } from "./plan-chain.ts";
import type { ChainTime } from "./times.ts";

/** Where somebody would be, and what that keeps busy. */
export type ChainPlace = {
  readonly at: FreeStart;
  readonly rows: readonly FootprintRow[];
  readonly person: ChainPerson;
};

/**
 * What a chain for this slot can be made of. A visit that moves leaves its time to the next, so that is asked for as
 * if the visit were not there, and nobody gets what somebody before them in the chain would have.
 */
export function chainFacts(
  ctx: TenantContext,
  tx: TenantTx,
  slot: SlotRow,
): ChainFacts<ChainTime, ChainPlace, ChainPerson> & { readonly freed: ChainTime } {
  const { people, judge } = chainPeople(ctx, tx, slot);
  return {
    freed: { start: slot.start_at, end: slot.end_at, times: fromJson(slot.times), visit: null },
    people,
    fit: (person, time, placed): Fit<ChainPlace> => {
      // What is not before their own visit needs no look: its time is in their way until they move.
      if (person.leaves && person.leaves.start <= time.start) return NOT_EARLIER;
      const judged = judge(person, time);
      if (!judged.fits) return { why: judged.skipped, always: true };
      for (const start of judged.fits) {
        const rows = rowsAt(ctx, tx, person.candidate, start);
        if (!placed.some((place) => overlap(place.rows, rows))) return { at: { at: start, rows, person } };
      }
      return { why: "nothing_fits", always: false };
    },
  };
}

const NOT_EARLIER = { why: "not_earlier", always: true } as const;

function rowsAt(
  ctx: TenantContext,
  tx: TenantTx,
  { wish }: Candidate,
  at: FreeStart,
): readonly FootprintRow[] {
  const service = (wish.rules ?? calendarRules(ctx.db, tx)).services.get(at.serviceId);
  if (!service) throw new Error("What is not sold cannot be offered.");
  return planFootprint(service, { ...at, ownerId: "" }).rows;
}

function overlap(some: readonly FootprintRow[], others: readonly FootprintRow[]): boolean {
  return some.some((a) =>
    others.some((b) => a.subjectId === b.subjectId && a.start < b.end && b.start < a.end),
  );
}
