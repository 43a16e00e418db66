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

/** Where somebody would go, and the rows that this takes. */
export type ChainPlace = {
  readonly at: FreeStart;
  readonly rows: readonly FootprintRow[];
  readonly person: ChainPerson;
};

/**
 * The facts from which a chain for this slot can be planned. A visit that moves leaves its time to the next
 * link, so that time is judged as if the visit were gone; and nobody may take what an earlier link in the
 * chain would have.
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
      // Skip times that are not earlier than their own visit: it is in their way until they move.
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
