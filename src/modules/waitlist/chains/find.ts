import type { TenantTx } from "#db/tenant-db.ts";
import { isOccupancyConflict, occupy, vacate } from "#modules/booking/index.ts";
import type { FootprintRow } from "#modules/calendar/index.ts";
import type { SlotRow } from "#modules/waitlist/offers.ts";
import type { Candidate } from "#modules/waitlist/waiting.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { chainFacts, type ChainPlace } from "./fits.ts";
import { type PassedOver, planChain } from "./plan-chain.ts";
import type { ChainTime } from "./times.ts";

/** A link of a chain that is held. */
export type HeldLink = Omit<ChainPlace, "person"> & {
  readonly candidate: Candidate;
  /** Their visit and what it leaves; null for who has none. */
  readonly leaves: ChainTime | null;
  readonly passedOver: readonly PassedOver[];
};

export type HeldChain = { readonly holdId: string; readonly links: readonly HeldLink[] };

/**
 * The best chain for a freed slot, held; undefined when there is none. The first gets the freed time, which is
 * held for them. The time of a visit that moves needs no hold: the visit keeps it busy until the chain is carried
 * out, in one transaction; only what a link needs beside it is held as well. All that is held has one owner.
 */
export function findChain(ctx: TenantContext, tx: TenantTx, slot: SlotRow): HeldChain | undefined {
  const facts = chainFacts(ctx, tx, slot);
  const planned = planChain(facts.freed, facts);
  if (!planned) return undefined;
  const links = planned.map(({ at: { at, rows, person }, passedOver }) => ({
    at,
    rows,
    passedOver,
    candidate: person.candidate,
    leaves: person.leaves,
  }));
  const holdId = ctx.ids.ulid();
  const rows = links.flatMap((link, n) => withoutVisit(link.rows, links[n - 1]?.leaves ?? null));
  return hold(ctx, tx, rows, holdId) ? { holdId, links } : undefined;
}

/** False, with nothing held, where the database knows better than the plan. */
function hold(ctx: TenantContext, tx: TenantTx, rows: readonly FootprintRow[], holdId: string): boolean {
  const owned = rows.map((row) => ({
    ...row,
    ownerId: holdId,
    claim: row.claim === "" ? holdId : row.claim,
  }));
  try {
    occupy(tx, owned, { kind: "offer", ownerId: holdId }, ctx.clock.now());
    return true;
  } catch (error) {
    if (!isOccupancyConflict(error)) throw error;
    vacate(tx, holdId);
    return false;
  }
}

/** What of these rows the visit before does not keep busy already. */
function withoutVisit(rows: readonly FootprintRow[], leaves: ChainTime | null): readonly FootprintRow[] {
  if (!leaves) return rows;
  return leaves.times.reduce<readonly FootprintRow[]>(
    (left, time) =>
      left.flatMap((row) => {
        if (row.subjectId !== time.subject_id || time.end_at <= row.start || row.end <= time.start_at)
          return [row];
        const parts = [
          { ...row, end: time.start_at },
          { ...row, start: time.end_at },
        ];
        return parts.filter((part) => part.start < part.end);
      }),
    rows,
  );
}
